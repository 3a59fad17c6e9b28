// Asks the API as a program: LYCEUM_URL and LYCEUM_TOKEN say where and as whom.
const { LYCEUM_URL: url = "http://localhost:4000", LYCEUM_TOKEN: token } = process.env;

/** Runs an operation; gives its data, or throws the first refusal with its code. */
export async function ask(query, variables = {}) {
  const response = await fetch(`${url}/graphql`, {
    method: "POST",
    headers: { "content-type": "application/json", authorization: `Bearer ${token}` },
    body: JSON.stringify({ query, variables }),
  });
  const { data, errors } = await response.json();
  if (!errors) return data;
  const { code, issues = [], requestId } = errors[0].extensions;
  const where = issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`).join("; ");
  throw Object.assign(new Error(`${code}: ${errors[0].message} ${where} (request ${requestId})`), { code });
}
