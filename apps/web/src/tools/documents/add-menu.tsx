import { Button, Menu } from "@mantine/core";
import { IconFolderPlus, IconFolderUp, IconMicrophone, IconNotes, IconPlus, IconUpload, IconZip } from "@tabler/icons-react";
import { useRef } from "react";
import { useTranslation } from "react-i18next";
import { pickedFiles, type SentFile } from "./send-files";

interface AddMenuProps {
  onFiles: (files: SentFile[]) => void;
  onZip: (file: File) => void;
  onFolder: () => void;
  onPage: () => void;
  onRecord: () => void;
}

/** The page's main action: what can be put into this folder. */
export function AddMenu({ onFiles, onZip, onFolder, onPage, onRecord }: AddMenuProps) {
  const { t } = useTranslation("documents");
  const files = useRef<HTMLInputElement>(null);
  const folder = useRef<HTMLInputElement>(null);
  const zip = useRef<HTMLInputElement>(null);
  const taken = (input: HTMLInputElement, use: (files: File[]) => void) => {
    const chosen = [...(input.files ?? [])];
    // The same file can be chosen again.
    input.value = "";
    if (chosen.length > 0) use(chosen);
  };
  return (
    <>
      <input
        ref={files}
        type="file"
        multiple
        hidden
        data-testid="choose-files"
        onChange={(event) => taken(event.currentTarget, (chosen) => onFiles(pickedFiles(chosen)))}
      />
      <input
        ref={folder}
        type="file"
        hidden
        {...{ webkitdirectory: "" }}
        onChange={(event) => taken(event.currentTarget, (chosen) => onFiles(pickedFiles(chosen)))}
      />
      <input
        ref={zip}
        type="file"
        accept=".zip,application/zip"
        hidden
        data-testid="choose-zip"
        onChange={(event) => taken(event.currentTarget, ([one]) => one && onZip(one))}
      />
      <Menu position="bottom-end">
        <Menu.Target>
          <Button leftSection={<IconPlus size={18} aria-hidden />}>{t("add.add")}</Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<IconUpload size={16} aria-hidden />} onClick={() => files.current?.click()}>
            {t("add.files")}
          </Menu.Item>
          <Menu.Item leftSection={<IconFolderUp size={16} aria-hidden />} onClick={() => folder.current?.click()}>
            {t("add.wholeFolder")}
          </Menu.Item>
          <Menu.Item leftSection={<IconZip size={16} aria-hidden />} onClick={() => zip.current?.click()}>
            {t("add.zip")}
          </Menu.Item>
          <Menu.Divider role="separator" />
          <Menu.Item leftSection={<IconNotes size={16} aria-hidden />} onClick={onPage}>
            {t("add.page")}
          </Menu.Item>
          <Menu.Item leftSection={<IconFolderPlus size={16} aria-hidden />} onClick={onFolder}>
            {t("add.folder")}
          </Menu.Item>
          <Menu.Item leftSection={<IconMicrophone size={16} aria-hidden />} onClick={onRecord}>
            {t("add.recording")}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </>
  );
}
