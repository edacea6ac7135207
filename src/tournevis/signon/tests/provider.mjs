// A real OpenID provider (the certified oidc-provider), for tests: one client, people signed in by name alone.
import { createServer } from "node:http";
import Provider from "oidc-provider";

const [port, back] = process.argv.slice(2);
const PEOPLE = {
  nadia: { email: "nadia.k@example.org", email_verified: true, given_name: "Nadia", family_name: "Kaci", groups: ["techs", "lyon"] },
  omar: { email: "omar.b@example.org", email_verified: false, given_name: "Omar", family_name: "Benali", groups: [] },
};
const provider = new Provider(`http://localhost:${port}`, {
  clients: [{ client_id: "tournevis", client_secret: "secret of tournevis", redirect_uris: [back], response_types: ["code"] }],
  claims: { openid: ["sub"], email: ["email", "email_verified"], profile: ["given_name", "family_name", "groups"] },
  pkce: { required: () => true },
  cookies: { keys: ["only for tests"] },
  findAccount: (_context, sub) => PEOPLE[sub] && { accountId: sub, claims: () => ({ sub, ...PEOPLE[sub] }) },
});
createServer(provider.callback()).listen(Number(port), "127.0.0.1", () => console.log("ready"));
