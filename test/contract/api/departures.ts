/** Where the API's document contradicts itself or the service that it describes. Nothing else may depart from it. */
export const departures: readonly { readonly pattern: RegExp; readonly reason: string }[] = [
  {
    pattern: / status 404$/,
    reason: 'It names 404 for unknown cogs only; a record that is not there has no other status.',
  },
  {
    pattern: /^(POST|PATCH) .* status 400$/,
    reason: 'It names 400 for two operations only; a body whose fields cannot be used has no other status.',
  },
  {
    pattern: /^GET .* query (limit|skip|sort|populate) is not declared$/,
    reason: 'It declares the parameters of lists, and attaches them to no operation.',
  },
  {
    pattern: /\/runs query outcome type integer$/,
    reason: 'It types `outcome` as integer; its own example is `outcome=Passed,Failed`.',
  },
  {
    pattern: / response 200 .*\/(createdBy|lastUpdatedBy|member|members\/0) required password$/,
    reason: 'It requires the password of every user that is shown.',
  },
  {
    pattern: / response 200 .*\/(feature|schedule) oneOf$/,
    reason: 'It says `nullable` without a `type`, which by the rules of OpenAPI 3.0 allows no null.',
  },
  { pattern: / response 200 .*\/schedule required name$/, reason: 'It types the schedule of a scenario as a folder.' },
  {
    pattern: /\/connections(\/\{id\})? (request|response 200) (\/0)?\/cog enum$/,
    reason: 'It lists six cogs that may be connected; the registry is what tells them.',
  },
  {
    pattern: /\/notification-groups(\/\{id\})? request \/members\/0 required (emailAddress|fullName|password)$/,
    reason: 'It types members as users with their passwords; they are named by id or UUID.',
  },
  {
    pattern: /\/scenarios(\/\{id\})? request \/notificationGroups\/0(\/id false schema| required name)$/,
    reason: 'It types groups as whole records without an id; they are named by it.',
  },
  {
    pattern: /\/reinvite response 400 has a body$/,
    reason: 'It declares a 400 without a body; every error has a name and a message.',
  },
  {
    pattern: /^PATCH .* request required (name|definition|interval|scheduledModel|scheduledScenario)$/,
    reason: 'It requires the whole record for a change; the operation changes what is sent.',
  },
  {
    pattern: /^PATCH .* request \/feature oneOf$/,
    reason: 'The same `nullable` without a `type`: a scenario leaves its folder by null.',
  },
];
