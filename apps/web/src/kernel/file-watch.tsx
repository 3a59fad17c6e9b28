import { Loader } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useTranslation } from "react-i18next";
import { ProducedFileDocument } from "./file-watch.generated";
import { useLive } from "./live";

const ENDED = new Set(["SUCCEEDED", "FAILED", "CANCELLED"]);

/** While a job writes a file: says so, then gives it to the browser. */
export function FileWatch({ id, onEnd }: { id: string; onEnd: () => void }) {
  const { t } = useTranslation("ui");
  useLive(ProducedFileDocument, {
    variables: { id },
    onEvent: ({ jobChanged: { state, result } }) => {
      if (!ENDED.has(state)) return;
      if (result?.__typename === "FileProduced") {
        const link = document.createElement("a");
        link.href = `${result.url}?download`;
        link.download = result.name;
        link.click();
      } else notifications.show({ message: t("file.failed"), color: "red", role: "alert" });
      onEnd();
    },
  });
  return <Loader size="sm" aria-label={t("file.writing")} />;
}
