// Files that esbuild's text loader turns into strings.
declare module '*.proto' {
  const text: string;
  export default text;
}
declare module '*.yml' {
  const text: string;
  export default text;
}
