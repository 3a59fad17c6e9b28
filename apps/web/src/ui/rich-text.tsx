import { richTextSanitizer } from "@lyceum/shared/rich-text-dom";
import createDOMPurify from "dompurify";
import { useEffect, useMemo, useRef } from "react";
import { drawAllMath } from "./math";
import styles from "./rich-text.module.css";

// An instance of its own: hooks of DOMPurify are shared by everything that uses the default one.
const purify = richTextSanitizer(createDOMPurify(window));

/** HTML that has passed the platform's allow-list once more, in this browser. */
export function purifyRichText(html: string): string {
  return purify(html);
}

export interface RichTextProps {
  /** Rich text as the API gave it. */
  html: string;
  /** Language of the text (BCP 47); the page's own where absent. */
  lang?: string;
  /** Direction of the text; found from its first letter where absent. */
  dir?: "ltr" | "rtl" | "auto";
  /** Called with the root once its content is in the page, and again when the text changes; may return what undoes its work. */
  onRender?: (root: HTMLElement) => void | (() => void);
}

/** Shows rich text, sanitised a second time: the only place in the application that writes HTML into the page. */
export function RichText({ html, lang, dir = "auto", onRender }: RichTextProps) {
  const root = useRef<HTMLDivElement>(null);
  // One object per text: React writes the markup again whenever the object is a new one, which would drop marks.
  const markup = useMemo(() => ({ __html: purifyRichText(html) }), [html]);
  useEffect(() => {
    if (root.current) drawAllMath(root.current);
  }, [markup]);
  useEffect(() => (root.current ? onRender?.(root.current) : undefined), [markup, onRender]);
  return <div ref={root} className={styles["root"]} lang={lang} dir={dir} dangerouslySetInnerHTML={markup} />;
}
