import type { MatrixPart, World } from "../../test/matrix-world";

/** A job of somebody else's, long ended. */
export const rows: MatrixPart["rows"] = async ({ app, ids }) => {
  const job = await app.db.job.create({
    data: { kind: "jobs.example", state: "SUCCEEDED", userId: ids["victim"]!, input: {}, result: {}, endedAt: new Date() },
  });
  return { job: job.id };
};

const theJob = ({ ids }: World) => ({ id: ids["job"]! });

export const examples: MatrixPart["examples"] = { job: theJob, cancelJob: theJob, jobChanged: theJob };
