import { Skeleton } from "@mantine/core";
import { lazy, Suspense } from "react";

/** Properties of the editor. `value` is HTML, read once; the form's state follows by `onChange`. */
export interface RichTextEditorProps {
  label: string;
  value: string;
  onChange: (html: string) => void;
  error?: string;
  description?: string;
  /** Turns a chosen picture into an address; without it there is no picture button. */
  onImage?: (file: File) => Promise<string>;
  /** Height of the empty field in rem. */
  minHeight?: number;
}

const Surface = lazy(async () => ({ default: (await import("./rich-text-surface")).RichTextSurface }));

/** Text with headings, lists, links, tables, pictures and code. The editor's code is fetched when one is shown. */
export function RichTextEditor(props: RichTextEditorProps) {
  return (
    <Suspense fallback={<Skeleton h={`${(props.minHeight ?? 8) + 4.5}rem`} aria-hidden />}>
      <Surface {...props} />
    </Suspense>
  );
}
