import { Skeleton } from "@mantine/core";
import { lazy, Suspense } from "react";

/** An item of the course that a text can link to. */
export interface LinkableItem {
  id: string;
  title: string;
  /** The path of its page in the application. */
  address: string;
}

/** Properties of the editor. `value` is HTML, read once; the form's state follows by `onChange`. */
export interface RichTextEditorProps {
  label: string;
  value: string;
  onChange: (html: string) => void;
  error?: string;
  description?: string;
  /** Turns a chosen picture into an address; without it there is no picture button. */
  onImage?: (file: File) => Promise<string>;
  /** Finds items of the course by their title; without it there is no button to link to them. */
  onFindItem?: (text: string) => Promise<LinkableItem[]>;
  /** Height of the empty field in rem. */
  minHeight?: number;
}

const Surface = lazy(async () => ({ default: (await import("./rich-text-surface")).RichTextSurface }));

/** Text with headings, lists, links, tables, formulas, pictures and code. The editor's code is fetched when one is shown. */
export function RichTextEditor(props: RichTextEditorProps) {
  return (
    <Suspense fallback={<Skeleton h={`${(props.minHeight ?? 8) + 4.5}rem`} aria-hidden />}>
      <Surface {...props} />
    </Suspense>
  );
}
