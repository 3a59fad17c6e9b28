import { Button, Menu } from "@mantine/core";
import { IconTableExport } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { announce } from "../../kernel/announce";
import { useShowError } from "../../kernel/errors";
import { useLive } from "../../kernel/live";
import { ListFileDocument } from "./documents.generated";
import { download } from "./download";
import type { DocumentListFormat } from "../../graphql-types.generated";

const FORMATS: readonly DocumentListFormat[] = ["XLSX", "CSV"];
const ENDED = new Set(["SUCCEEDED", "FAILED", "CANCELLED"]);

interface ListExportProps {
  label: string;
  size?: string;
  /** Asks for the file; gives the job that writes it. */
  begin: (format: DocumentListFormat) => Promise<string | undefined>;
}

/** Has a list written to a file, and gives it to the browser. */
export function ListExport({ label, size, begin }: ListExportProps) {
  const { t } = useTranslation("documents");
  const showError = useShowError();
  const [jobId, setJobId] = useState<string | null>(null);
  useLive(ListFileDocument, {
    variables: { id: jobId ?? "" },
    skip: jobId === null,
    onEvent: ({ jobChanged: { state, result } }) => {
      if (!ENDED.has(state)) return;
      setJobId(null);
      if (result?.__typename === "FileProduced") download(`${result.url}?download`);
      else announce(t("list.failed"));
    },
  });
  const start = (format: DocumentListFormat) => begin(format).then((id) => setJobId(id ?? null), showError);
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button variant="default" size={size} leftSection={<IconTableExport size={18} aria-hidden />} loading={jobId !== null}>
          {label}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {FORMATS.map((format) => (
          <Menu.Item key={format} onClick={() => void start(format)}>
            {t(`list.${format}`)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
