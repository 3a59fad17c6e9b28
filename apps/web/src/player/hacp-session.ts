import { z } from "zod";
import { withParameters } from "./content-frames";

const answered = z.object({ sessionId: z.string().min(1) });

/**
 * An AICC unit's address with a session of its own for HACP, and where to speak to. A unit that uses the API needs neither: without an
 * answer the address stays as it is.
 */
export async function hacpAddress(address: string, rtToken: string, lease: string, activityId: string): Promise<string> {
  try {
    const answer = await fetch(`/hacp-session/${rtToken}`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ lease, activityId }),
    });
    const { sessionId } = answered.parse(await answer.json());
    const parameters = new URLSearchParams({ aicc_sid: sessionId, aicc_url: new URL("/hacp", location.href).href });
    return withParameters(address, parameters.toString());
  } catch {
    return address;
  }
}
