const secretName = /pass|secret|token|key|pwd|credential/i;

/** Whether what bears this name had better not be shown. */
export const isSecretName = (name: string): boolean => secretName.test(name);
