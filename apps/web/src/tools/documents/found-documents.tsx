import { useQuery } from "@apollo/client/react";
import { Anchor, Stack, Text, Title } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Link } from "react-router-dom";
import type { CoursePlace } from "../../kernel/course-place";
import { DocumentIcon, lookOf } from "./document-kind";
import { FindDocumentsDocument } from "./documents.generated";
import classes from "./documents.module.css";
import type { Row } from "./folder-cache";

/** The address that opens a hit where the words are: a page of a PDF, a second of a video. */
function hitAddress(address: string, row: Row, part: number): string {
  if (part === 0) return address;
  const look = lookOf(row);
  if (look === "video" || look === "audio") return `${address}?t=${part}`;
  return look === "pdf" ? `${address}?page=${part}` : address;
}

/** The server puts ⟦ and ⟧ around found words. */
function Excerpt({ text }: { text: string }) {
  return (
    <Text size="sm" c="dimmed" dir="auto">
      {text.split(/(⟦[^⟧]*⟧)/).map((piece, index) => (piece.startsWith("⟦") ? <mark key={index}>{piece.slice(1, -1)}</mark> : piece))}
    </Text>
  );
}

/** What the words are found in, in the whole course: titles, descriptions and the text inside files. */
export function FoundDocuments({ place, text, addressOf }: { place: CoursePlace; text: string; addressOf: (row: Row) => string }) {
  const { t } = useTranslation("documents");
  const { data } = useQuery(FindDocumentsDocument, { variables: { courseId: place.courseId, sessionId: place.sessionId, text } });
  const hits = data?.searchDocuments.nodes ?? [];
  if (hits.length === 0) return null;
  return (
    <section aria-label={t("found.title")}>
      <Title order={2} size="h4" mt="lg" mb="xs">
        {t("found.title")}
      </Title>
      <Stack component="ul" gap="sm" p={0} m={0} style={{ listStyle: "none" }}>
        {hits.map(({ document, part, excerpt }) => (
          <li key={document.id}>
            <span className={classes.name}>
              <DocumentIcon document={document} />
              <span>
                <Anchor component={Link} to={hitAddress(addressOf(document), document, part)}>
                  <bdi>{document.title}</bdi>
                </Anchor>
                {part > 0 && lookOf(document) === "pdf" && (
                  <Text component="span" className={classes.quiet} ms={6}>
                    {t("found.page", { page: part })}
                  </Text>
                )}
                <Excerpt text={excerpt} />
              </span>
            </span>
          </li>
        ))}
      </Stack>
    </section>
  );
}
