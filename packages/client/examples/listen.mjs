// node packages/client/examples/listen.mjs DEMO-101: says each change of a course's glossary; after a lost connection it goes on where it was.
import { createClient } from "graphql-ws";
import { WebSocket } from "ws";
import { ask } from "./ask.mjs";

const { LYCEUM_URL: url = "http://localhost:4000", LYCEUM_TOKEN: token } = process.env;
const { courseByCode } = await ask(`query ($code: String!) { courseByCode(code: $code) { id } }`, { code: process.argv[2] });

const client = createClient({
  url: `${url.replace(/^http/, "ws")}/graphql`,
  webSocketImpl: WebSocket,
  connectionParams: { authorization: `Bearer ${token}` },
  retryAttempts: 0,
});
const CHANGES = `subscription ($courseId: ID!, $after: String) {
  glossaryChanged(courseId: $courseId, after: $after) { action id eventId node { term } }
}`;

// Delivery is at least once, so an event that comes again is known by its id.
const seen = new Set();
let after = null;
listening: for (;;) {
  try {
    for await (const { data, errors } of client.iterate({ query: CHANGES, variables: { courseId: courseByCode.id, after } })) {
      if (errors?.[0].extensions.code === "BEHIND") {
        // More happened than is told one by one. Whoever keeps a copy reads the whole list again here, after this cursor was taken.
        ({ liveCursor: after } = await ask("{ liveCursor }"));
        console.log("MUCH CHANGED");
        continue listening;
      }
      if (errors) throw new Error(errors[0].message);
      const { action, id, eventId, node } = data.glossaryChanged;
      after = eventId;
      if (seen.has(eventId)) continue;
      seen.add(eventId);
      console.log(`${action}\t${node?.term ?? id}`);
    }
    break;
  } catch (lost) {
    // A refusal comes as a list of errors: it will not change by asking again.
    if (Array.isArray(lost)) throw new Error(lost[0].message, { cause: lost });
    await new Promise((resolve) => setTimeout(resolve, 1_000));
  }
}
