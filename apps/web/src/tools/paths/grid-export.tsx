import { useMutation } from "@apollo/client/react";
import { Button, Menu } from "@mantine/core";
import { IconDownload } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { announce } from "../../kernel/announce";
import { useShowError } from "../../kernel/errors";
import { useLive } from "../../kernel/live";
import { ExportPackageGridDocument, GridFileChangedDocument, type ExportPackageGridMutationVariables } from "./grid.generated";

const FORMATS = ["XLSX", "CSV"] as const;
const ENDED = new Set(["SUCCEEDED", "FAILED", "CANCELLED"]);

function save(url: string, name: string): void {
  const link = document.createElement("a");
  link.href = `${url}?download`;
  link.download = name;
  link.click();
}

/** Writes the grid as it is filtered to a file, and gives it to the browser. */
export function GridExport(place: Pick<ExportPackageGridMutationVariables, "packageId" | "sessionId" | "filter">) {
  const { t } = useTranslation("paths");
  const showError = useShowError();
  const [jobId, setJobId] = useState<string | null>(null);
  const [begin] = useMutation(ExportPackageGridDocument);
  useLive(GridFileChangedDocument, {
    variables: { id: jobId ?? "" },
    skip: jobId === null,
    onEvent: ({ jobChanged: { state, result } }) => {
      if (!ENDED.has(state)) return;
      setJobId(null);
      if (result && "url" in result) save(result.url, result.name);
      else announce(t("grid.exportFailed"));
    },
  });
  const start = (format: (typeof FORMATS)[number]) =>
    begin({ variables: { ...place, format } })
      .then(({ data }) => setJobId(data?.exportPackageGrid.id ?? null))
      .catch(showError);
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button variant="default" leftSection={<IconDownload size={18} aria-hidden />} loading={jobId !== null}>
          {t("grid.export")}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {FORMATS.map((format) => (
          <Menu.Item key={format} onClick={() => void start(format)}>
            {t(`grid.format.${format}`)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
