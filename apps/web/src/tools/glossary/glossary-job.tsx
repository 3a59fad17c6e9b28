import { Anchor, Loader } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router-dom";
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

/** While a file or a page is written: says so, then gives the file to the browser, or leads to the page. */
export function GlossaryJobWatch({ id, address, onEnd }: { id: string; address: string; onEnd: () => void }) {
  const { t } = useTranslation("glossary");
  const navigate = useNavigate();
  useJob(id, (job) => {
    if (job.result?.__typename === "FileProduced") {
      const link = document.createElement("a");
      link.href = `${job.result.url}?download`;
      link.download = job.result.name;
      link.click();
    } else if (job.result?.__typename === "GlossaryPagesMade") {
      const { title, path } = job.result;
      notifications.show({
        autoClose: 15_000,
        role: "status",
        message: (
          <>
            {t("export.pageMade", { title })}{" "}
            <Anchor href={`${address}${path}`} onClick={(event) => [event.preventDefault(), void navigate(`${address}${path}`)]}>
              {t("export.openPage")}
            </Anchor>
          </>
        ),
      });
    } else notifications.show({ message: t("export.failed"), color: "red", role: "alert" });
    onEnd();
  });
  return <Loader size="sm" aria-label={t("export.writing")} />;
}
