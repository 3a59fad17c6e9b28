import { Loader } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useTranslation } from "react-i18next";
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

/** While a file is written: says so, then gives it to the browser. */
export function FileWatch({ id, onEnd }: { id: string; onEnd: () => void }) {
  const { t } = useTranslation("people");
  usePeopleJob(id, (job) => {
    if (job.result?.__typename === "FileProduced") {
      const link = document.createElement("a");
      link.href = `${job.result.url}?download`;
      link.download = job.result.name;
      link.click();
    } else notifications.show({ message: t("exports.failed"), color: "red", role: "alert" });
    onEnd();
  });
  return <Loader size="sm" aria-label={t("exports.writing")} />;
}
