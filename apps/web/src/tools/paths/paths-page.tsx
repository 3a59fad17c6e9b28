import { useMutation, useQuery } from "@apollo/client/react";
import { Button, Collapse, Text, TextInput, Title } from "@mantine/core";
import { useDebouncedCallback, useDisclosure } from "@mantine/hooks";
import { IconSearch, IconUpload } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { useSearchParams } from "react-router-dom";
import { useCoursePlace } from "../../kernel/course-place";
import { useShowError } from "../../kernel/errors";
import { useUndo } from "../../kernel/undo";
import { EmptyState } from "../../ui/empty-state";
import { PageHeader } from "../../ui/page-header";
import { CardsSkeleton } from "../../ui/skeletons";
import { UploadZone } from "../../ui/upload-zone";
import { ImportList } from "./import-list";
import { PackageCardView } from "./package-card";
import { NewPathButton, PathList } from "./path-list";
import { DeletePackagesDocument, PackagesDocument, RestorePackagesDocument, type PackageCardFragment } from "./packages.generated";
import classes from "./paths.module.css";
import { useImports } from "./use-import";

const MAX_BYTES = 2 * 1024 ** 3;

/** Puts packages into the trash, with a way back. */
function useTrash(refetch: () => Promise<unknown>) {
  const { t } = useTranslation("paths");
  const { courseId, sessionId } = useCoursePlace();
  const showError = useShowError();
  const offerUndo = useUndo();
  const [remove] = useMutation(DeletePackagesDocument);
  const [restore] = useMutation(RestorePackagesDocument);
  return async (id: string, name: string) => {
    try {
      const done = await remove({ variables: { ids: [id], sessionId } });
      await refetch();
      const trashId = done.data?.deletePackages.trashId;
      if (trashId) offerUndo(t("trashed", { name }), () => restore({ variables: { courseId, trashId, sessionId } }).then(refetch));
    } catch (error) {
      showError(error);
    }
  };
}

/** Where a teacher drops packages; open by itself while there are none. */
function ImportZone({ open, onUploaded }: { open: boolean; onUploaded: (uploadId: string, file: File) => Promise<void> }) {
  const { t } = useTranslation("paths");
  return (
    <Collapse expanded={open} mb="md">
      <UploadZone label={t("import.drop")} maxBytes={MAX_BYTES} onUploaded={onUploaded} />
      <Text size="sm" c="dimmed" my="xs">
        {t("import.accepts")}
      </Text>
    </Collapse>
  );
}

interface CardsProps {
  nodes: readonly PackageCardFragment[];
  searched: boolean;
  onTrash: (id: string, name: string) => void;
}

function Cards({ nodes, searched, onTrash }: CardsProps) {
  const { t } = useTranslation("paths");
  const { address, isStaff } = useCoursePlace();
  if (nodes.length === 0) {
    return (
      <EmptyState tool="paths" title={t(searched ? "nothingFound" : "empty.title")}>
        {t(searched ? "nothingFoundText" : isStaff ? "empty.teacher" : "empty.learner")}
      </EmptyState>
    );
  }
  return (
    <ul className={classes.cards}>
      {nodes.map((node) => (
        <li key={node.id}>
          <PackageCardView node={node} address={address} onTrash={() => onTrash(node.id, node.title)} />
        </li>
      ))}
    </ul>
  );
}

/** The course's packages as cards; teachers import more by dropping them here. */
export function PathsPage() {
  const { t } = useTranslation("paths");
  const { courseId, sessionId, address, title, isStaff } = useCoursePlace();
  const [search, setSearch] = useSearchParams();
  const words = search.get("search") ?? "";
  const variables = { courseId, sessionId, search: words || null };
  const { data, loading, refetch, fetchMore } = useQuery(PackagesDocument, { variables, fetchPolicy: "cache-and-network" });
  const [adding, { toggle }] = useDisclosure(false);
  const { imports, start, dismiss } = useImports(courseId, sessionId, () => void refetch());
  const trash = useTrash(refetch);
  const find = useDebouncedCallback((text: string) => setSearch(text ? { search: text } : {}, { replace: true }), 250);
  const nodes = data?.packages.nodes ?? [];
  const more = data?.packages.pageInfo;
  const importButton = isStaff && (
    <>
      <Button variant="default" leftSection={<IconUpload size={18} aria-hidden />} onClick={toggle} aria-expanded={adding}>
        {t("import.action")}
      </Button>
      <NewPathButton />
    </>
  );
  return (
    <>
      <PageHeader
        tool="paths"
        title={t("title")}
        within={title}
        description={isStaff ? t("forTeachers") : undefined}
        actions={importButton}
      />
      {isStaff && <ImportZone open={adding || (nodes.length === 0 && !loading && !words)} onUploaded={start} />}
      <ImportList imports={imports} address={address} onDismiss={dismiss} />
      {(nodes.length > 3 || words) && (
        <TextInput
          mb="md"
          maw="20rem"
          type="search"
          aria-label={t("search")}
          placeholder={t("search")}
          leftSection={<IconSearch size={16} aria-hidden />}
          defaultValue={words}
          onChange={(event) => find(event.currentTarget.value)}
        />
      )}
      {data && <PathList nodes={data.paths.nodes} refetch={refetch} />}
      {data && (isStaff || nodes.length > 0) && (
        <Title order={2} size="h3" my="sm">
          {t("packages")}
        </Title>
      )}
      {!data && loading ? <CardsSkeleton /> : <Cards nodes={nodes} searched={words !== ""} onTrash={(id, name) => void trash(id, name)} />}
      {more?.hasNextPage && (
        <Button variant="default" mt="md" onClick={() => void fetchMore({ variables: { after: more.endCursor }, updateQuery: appendPage })}>
          {t("more")}
        </Button>
      )}
    </>
  );
}

interface Pages {
  packages: { nodes: readonly object[] };
}

/** Adds a page of packages behind those that are shown. */
function appendPage<Data extends Pages>(before: unknown, { fetchMoreResult }: { fetchMoreResult: Data }): Data {
  const former = (before as Data).packages.nodes;
  return { ...fetchMoreResult, packages: { ...fetchMoreResult.packages, nodes: [...former, ...fetchMoreResult.packages.nodes] } };
}
