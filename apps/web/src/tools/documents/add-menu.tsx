import { Button, Menu } from "@mantine/core";
import { IconFolderPlus, IconFolderUp, IconMicrophone, IconNotes, IconPlus, IconUpload, IconZip } from "@tabler/icons-react";
import { Fragment, useRef } from "react";
import { useTranslation } from "react-i18next";
import { pickedFiles, type SentFile } from "./send-files";

interface AddMenuProps {
  onFiles: (files: SentFile[]) => void;
  onZip: (file: File) => void;
  onFolder: () => void;
  onPage: () => void;
  onRecord: () => void;
}

interface ChooserProps {
  /** Opens the browser's own window to choose files. */
  input: React.RefObject<HTMLInputElement | null>;
  onTaken: (files: File[]) => void;
  testId?: string;
  multiple?: boolean;
  accept?: string;
  wholeFolder?: boolean;
}

function Chooser({ input, onTaken, testId, multiple, accept, wholeFolder }: ChooserProps) {
  const taken = ({ currentTarget: field }: React.ChangeEvent<HTMLInputElement>) => {
    const chosen = [...(field.files ?? [])];
    // The same file can be chosen again.
    field.value = "";
    if (chosen.length > 0) onTaken(chosen);
  };
  const folder = wholeFolder ? { webkitdirectory: "" } : {};
  return <input ref={input} type="file" hidden data-testid={testId} {...{ multiple, accept, ...folder }} onChange={taken} />;
}

/** The page's main action: what can be put into this folder. */
export function AddMenu({ onFiles, onZip, onFolder, onPage, onRecord }: AddMenuProps) {
  const { t } = useTranslation("documents");
  const files = useRef<HTMLInputElement>(null);
  const folder = useRef<HTMLInputElement>(null);
  const zip = useRef<HTMLInputElement>(null);
  const entries = [
    ["add.files", IconUpload, () => files.current?.click()],
    ["add.wholeFolder", IconFolderUp, () => folder.current?.click()],
    ["add.zip", IconZip, () => zip.current?.click()],
    ["add.page", IconNotes, onPage],
    ["add.folder", IconFolderPlus, onFolder],
    ["add.recording", IconMicrophone, onRecord],
  ] as const;
  return (
    <>
      <Chooser input={files} multiple testId="choose-files" onTaken={(chosen) => onFiles(pickedFiles(chosen))} />
      <Chooser input={folder} wholeFolder onTaken={(chosen) => onFiles(pickedFiles(chosen))} />
      <Chooser input={zip} accept=".zip,application/zip" testId="choose-zip" onTaken={([one]) => one && onZip(one)} />
      <Menu position="bottom-end">
        <Menu.Target>
          <Button leftSection={<IconPlus size={18} aria-hidden />}>{t("add.add")}</Button>
        </Menu.Target>
        <Menu.Dropdown>
          {entries.map(([key, Sign, onClick], index) => (
            <Fragment key={key}>
              {index === 3 && <Menu.Divider role="separator" />}
              <Menu.Item leftSection={<Sign size={16} aria-hidden />} onClick={onClick}>
                {t(key)}
              </Menu.Item>
            </Fragment>
          ))}
        </Menu.Dropdown>
      </Menu>
    </>
  );
}
