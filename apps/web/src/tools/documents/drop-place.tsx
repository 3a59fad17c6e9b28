import { Text } from "@mantine/core";
import { type ReactNode, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import classes from "./documents.module.css";
import { droppedFiles, type SentFile } from "./send-files";

interface DropPlaceProps {
  className?: string;
  active: boolean;
  onFiles: (files: SentFile[]) => void;
  children: ReactNode;
}

/** A whole page on which files and folders can be dropped or pasted. What is dragged inside the page is not its business. */
export function DropPlace({ className, active, onFiles, children }: DropPlaceProps) {
  const { t } = useTranslation("documents");
  const [over, setOver] = useState(false);
  // Entering a child leaves its parent: the number says whether the pointer is still inside.
  const depth = useRef(0);
  const carries = (event: React.DragEvent) => active && event.dataTransfer.types.includes("Files");
  const leave = () => {
    depth.current = Math.max(0, depth.current - 1);
    if (depth.current === 0) setOver(false);
  };
  return (
    <div
      className={className}
      data-testid="drop-place"
      onDragEnter={(event) => {
        if (!carries(event)) return;
        depth.current += 1;
        setOver(true);
      }}
      onDragOver={(event) => carries(event) && event.preventDefault()}
      onDragLeave={leave}
      onDrop={(event) => {
        depth.current = 0;
        setOver(false);
        if (!carries(event)) return;
        event.preventDefault();
        void droppedFiles(event.dataTransfer).then(onFiles);
      }}
      onPaste={(event) => {
        const files = [...event.clipboardData.files];
        if (!active || files.length === 0) return;
        event.preventDefault();
        onFiles(files.map((file) => ({ file, folder: "" })));
      }}
    >
      {over && (
        <div className={classes.overlay}>
          <Text fw={550} size="lg">
            {t("dropHere")}
          </Text>
        </div>
      )}
      {children}
    </div>
  );
}
