import { Loader } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useTranslation } from "react-i18next";
import { useLive } from "../../kernel/live";
import { type GlossaryJobFieldsFragment, GlossaryJobDocument } from "./glossary.generated";

const ended = new Set(["SUCCEEDED", "FAILED", "CANCELLED"]);

/** Follows a job until it ends, then hands it over. */
export function useJob(id: string | undefined, onEnd: (job: GlossaryJobFieldsFragment) => void): void {
  useLive(GlossaryJobDocument, {
    variables: { id: id ?? "" },
    skip: !id,
    onEvent: ({ jobChanged }) => {
      if (ended.has(jobChanged.state)) onEnd(jobChanged);
    },
  });
}

/** While a file is written: says so, then gives it to the browser. */
export function GlossaryJobWatch({ id, onEnd }: { id: string; onEnd: () => void }) {
  const { t } = useTranslation("glossary");
  useJob(id, (job) => {
    if (job.result?.__typename === "FileProduced") {
      const link = document.createElement("a");
      link.href = `${job.result.url}?download`;
      link.download = job.result.name;
      link.click();
    } else notifications.show({ message: t("export.failed"), color: "red", role: "alert" });
    onEnd();
  });
  return <Loader size="sm" aria-label={t("export.writing")} />;
}
