import { Alert, Group, Text } from "@mantine/core";
import { getDocument, GlobalWorkerOptions, type PDFDocumentProxy, type PDFPageProxy, TextLayer } from "pdfjs-dist";
import { useCallback, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { PageSkeleton } from "../../ui/skeletons";
import classes from "./documents.module.css";
import type { Reading } from "./use-reading";

GlobalWorkerOptions.workerSrc = new URL("../../../node_modules/pdfjs-dist/build/pdf.worker.min.mjs", import.meta.url).href;

const SEEN_MS = 1_000;

interface Size {
  width: number;
  height: number;
}

/** Draws a page and lays its words over it, so that they can be selected, found and read aloud. */
async function draw(page: PDFPageProxy, sheet: HTMLElement, width: number): Promise<void> {
  const natural = page.getViewport({ scale: 1 });
  const viewport = page.getViewport({ scale: width / natural.width });
  const ratio = Math.min(2, window.devicePixelRatio || 1);
  const canvas = document.createElement("canvas");
  canvas.width = Math.floor(viewport.width * ratio);
  canvas.height = Math.floor(viewport.height * ratio);
  const words = document.createElement("div");
  words.className = classes.words ?? "";
  words.style.setProperty("--total-scale-factor", String(viewport.scale));
  sheet.replaceChildren(canvas, words);
  await page.render({ canvas, viewport, transform: ratio === 1 ? undefined : [ratio, 0, 0, ratio, 0, 0] }).promise;
  await new TextLayer({ textContentSource: page.streamTextContent(), container: words, viewport }).render();
}

function Sheet({ pdf, number, size, onShown }: { pdf: PDFDocumentProxy; number: number; size: Size; onShown: (page: number) => void }) {
  const { t } = useTranslation("documents");
  const sheet = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const element = sheet.current;
    if (!element) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let drawn = false;
    const watcher = new IntersectionObserver(
      ([entry]) => {
        clearTimeout(timer);
        if (!entry?.isIntersecting) return;
        if (!drawn) {
          drawn = true;
          pdf
            .getPage(number)
            .then((page) => draw(page, element, element.clientWidth))
            .catch(() => (drawn = false));
        }
        if (entry.intersectionRatio > 0.3 || entry.intersectionRect.height > 300) timer = setTimeout(() => onShown(number), SEEN_MS);
      },
      { root: element.parentElement, threshold: [0, 0.35, 0.6] },
    );
    watcher.observe(element);
    return () => {
      clearTimeout(timer);
      watcher.disconnect();
    };
  }, [pdf, number, onShown]);
  return (
    <div
      ref={sheet}
      className={classes.sheet}
      data-page={number}
      role="group"
      aria-label={t("pdf.page", { page: number, pages: pdf.numPages })}
      style={{ aspectRatio: `${size.width} / ${size.height}`, maxInlineSize: "60rem" }}
    />
  );
}

interface PdfViewProps {
  url: string;
  title: string;
  /** The page to begin at: the one asked for, or where the reader left off. */
  page: number;
  reading: Reading;
}

/** A PDF in the page: drawn as far as it is in sight; begins where the reader left off. */
export function PdfView({ url, title, page, reading }: PdfViewProps) {
  const { t } = useTranslation("documents");
  const scroller = useRef<HTMLDivElement>(null);
  const [pdf, setPdf] = useState<PDFDocumentProxy>();
  const [size, setSize] = useState<Size>();
  const [problem, setProblem] = useState<"encrypted" | "broken">();
  const [current, setCurrent] = useState(page);
  const start = useRef(page);
  useEffect(() => {
    const task = getDocument({ url, isEvalSupported: false, withCredentials: true });
    task.promise
      .then(async (opened) => {
        const viewport = (await opened.getPage(1)).getViewport({ scale: 1 });
        setSize({ width: viewport.width, height: viewport.height });
        setPdf(opened);
      })
      .catch((error: unknown) => setProblem(error instanceof Error && error.name === "PasswordException" ? "encrypted" : "broken"));
    return () => void task.destroy();
  }, [url]);
  useEffect(() => {
    if (pdf && start.current > 1) scroller.current?.querySelector(`[data-page="${start.current}"]`)?.scrollIntoView({ block: "start" });
  }, [pdf]);
  const shown = useCallback(
    (number: number) => {
      setCurrent(number);
      reading.seen(number, number + 1);
    },
    [reading],
  );
  useEffect(() => {
    if (pdf) reading.at(current, pdf.numPages);
  }, [pdf, current, reading]);
  if (problem) return <Alert color="yellow">{t(`text.${problem}`)}</Alert>;
  if (!pdf || !size) return <PageSkeleton />;
  return (
    <div>
      <Group justify="flex-end" mb={4}>
        <Text size="sm" c="dimmed" role="status" className="lyceum-figures">
          {t("pdf.page", { page: current, pages: pdf.numPages })}
        </Text>
      </Group>
      <div ref={scroller} className={classes.pdf} tabIndex={0} role="document" aria-label={title}>
        {Array.from({ length: pdf.numPages }, (_, index) => (
          <Sheet key={index} pdf={pdf} number={index + 1} size={size} onShown={shown} />
        ))}
      </div>
    </div>
  );
}
