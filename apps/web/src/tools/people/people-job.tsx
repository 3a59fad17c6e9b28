import { useLive } from "../../kernel/live";
import { PeopleJobDocument, type PeopleJobFieldsFragment } from "./people.generated";

const ENDED = new Set(["SUCCEEDED", "FAILED", "CANCELLED"]);

/** Follows a job: each step, and its end. */
export function usePeopleJob(id: string | null, onEnd: (job: PeopleJobFieldsFragment) => void, onStep?: (share: number) => void): void {
  useLive(PeopleJobDocument, {
    variables: { id: id ?? "" },
    skip: !id,
    onEvent: ({ jobChanged }) => {
      onStep?.(jobChanged.progress);
      if (ENDED.has(jobChanged.state)) onEnd(jobChanged);
    },
  });
}
