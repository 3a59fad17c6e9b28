import { Alert, Badge, Button, Card, Group, SimpleGrid, Stack, Text, TextInput, Title } from "@mantine/core";
import { IconPencil, IconTrash } from "@tabler/icons-react";
import { useState } from "react";
import { useUndo } from "../../kernel/undo";
import { ConfirmNamed } from "../../ui/confirm-named";
import { CourseCover } from "../../ui/course-cover";
import { DataTable } from "../../ui/data-table";
import { EmptyState } from "../../ui/empty-state";
import { MenuButton } from "../../ui/menu-button";
import { PageHeader } from "../../ui/page-header";
import { Person } from "../../ui/person";
import { ProgressRing } from "../../ui/progress-ring";
import { RelativeTime } from "../../ui/relative-time";
import { RichTextEditor } from "../../ui/rich-text-editor";
import { SavedState } from "../../ui/saved-state";
import { ListSkeleton } from "../../ui/skeletons";
import { SortableList } from "../../ui/sortable-list";
import { ToolIcon } from "../../ui/tool-icon";
import { UploadZone } from "../../ui/upload-zone";
import { CourseFrame } from "../shell/course-frame";

const keys = ["documents", "paths", "quizzes", "assignments", "forums", "glossary", "wiki", "gradebook", "people"];
const now = Date.now();
const people = [
  { id: "1", givenName: "Amal", familyName: "Benali", score: 17.5 },
  { id: "2", givenName: "جميلة", familyName: "حداد", score: 12 },
  { id: "3", givenName: "Zoë", familyName: "van der Meer-Świętochowska", score: 9.25 },
];

function Outline() {
  const [rows, setRows] = useState([
    { id: "a", title: "What a cell is", tool: "documents", fraction: 1 },
    { id: "b", title: "Quiz: the parts of a cell", tool: "quizzes", fraction: 0.4 },
    { id: "c", title: "Golf explained", tool: "paths", fraction: 0 },
  ]);
  const order = (ids: string[]) => setRows(ids.flatMap((id) => rows.filter((row) => row.id === id)));
  return (
    <SortableList label="Outline" rows={rows} nameOf={(row) => row.title} onMove={(_row, _index, ids) => order(ids)}>
      {(row) => (
        <Group wrap="nowrap" gap="sm" mih={48}>
          <ToolIcon tool={row.tool} />
          <Text flex={1}>{row.title}</Text>
          <ProgressRing fraction={row.fraction} label={row.title} />
          <MenuButton
            name={row.title}
            entries={[{ label: "Rename", icon: IconPencil }, null, { label: "Delete", icon: IconTrash, danger: true }]}
          />
        </Group>
      )}
    </SortableList>
  );
}

function Cards() {
  return (
    <SimpleGrid cols={{ base: 1, xs: 2, md: 3 }}>
      {["DEMO-101", "BIO-2", "HIST-7", "MATH-1", "ARA-3", "FR-12"].map((code) => (
        <Card key={code} padding={0}>
          <CourseCover code={code} flush />
          <Group p="md" wrap="nowrap">
            <div style={{ flex: 1, minInlineSize: 0 }}>
              <Text fw={550}>{code}</Text>
              <Text size="xs" c="dimmed">
                <RelativeTime at={now - 7_200_000} />
              </Text>
            </div>
            <ProgressRing fraction={0.62} size={44} label={code} />
          </Group>
        </Card>
      ))}
    </SimpleGrid>
  );
}

function Controls() {
  const [asking, setAsking] = useState(false);
  const undo = useUndo();
  return (
    <Stack>
      <Group>
        <Button>Publish</Button>
        <Button variant="light">Preview</Button>
        <Button variant="default" onClick={() => undo("Moved to the trash", () => Promise.resolve())}>
          Move
        </Button>
        <Button variant="subtle">Later</Button>
        <Button color="red" onClick={() => setAsking(true)}>
          Delete
        </Button>
        <Button disabled>Closed</Button>
      </Group>
      <Group>
        <Badge variant="filled">Open</Badge>
        <Badge>Draft</Badge>
        <Badge color="green">Passed ✓</Badge>
        <Badge color="red">Failed ✕</Badge>
        <Badge color="yellow">Due tomorrow</Badge>
        <Badge color="gray">Hidden</Badge>
      </Group>
      <TextInput label="Title" placeholder="The cell" description="Shown in lists" error="This is needed." />
      <Alert title="Not published yet">Learners do not see this page.</Alert>
      <ConfirmNamed
        opened={asking}
        onClose={() => setAsking(false)}
        name="DEMO-101"
        title="Delete the course"
        consequence="It is gone for everybody."
        action="Delete"
        onConfirm={() => Promise.resolve()}
      />
    </Stack>
  );
}

/** Every composed component on one page, for looking at. Not part of what is shipped. */
export function GalleryPage() {
  return (
    <CourseFrame
      code="DEMO-101"
      tools={keys.map((key, index) => ({ key, news: index === 2 ? 3 : index === 4 ? 140 : 0, hidden: key === "wiki" }))}
    >
      <PageHeader
        title="Gallery of parts"
        tool="glossary"
        description="Each part once, to be looked at"
        actions={
          <>
            <SavedState state="saved" />
            <Button>New term</Button>
          </>
        }
      />
      <Stack gap="xl">
        <Controls />
        <Outline />
        <Cards />
        <Group>
          {[0, 0.25, 0.5, 0.75, 1].map((fraction) => (
            <ProgressRing key={fraction} fraction={fraction} size={56} />
          ))}
          <ProgressRing fraction={0.4} outcome="failed" size={56} />
          <ProgressRing fraction={0.9} outcome="passed" size={28} />
        </Group>
        <DataTable
          label="Marks"
          rows={people}
          rowKey={(row) => row.id}
          onMore={() => undefined}
          columns={[
            { key: "name", header: "Name", cell: (row) => <Person person={row} />, onSort: () => undefined, sorted: "ascending" },
            { key: "score", header: "Score", cell: (row) => row.score, numeric: true, onSort: () => undefined },
            { key: "seen", header: "Last seen", cell: () => <RelativeTime at={now - 90_000_000} /> },
            { key: "act", header: "Actions", cell: (row) => <MenuButton name={row.givenName} entries={[{ label: "Open", to: "/" }]} /> },
          ]}
        />
        <RichTextEditor
          label="Definition"
          value="<h2>Cell</h2><p>The <strong>smallest</strong> unit of life.</p><ul><li>nucleus</li></ul>"
          onChange={() => undefined}
          onImage={() => Promise.resolve("/logo.svg")}
        />
        <UploadZone onUploaded={() => undefined} maxBytes={100 * 1024 * 1024} />
        <EmptyState tool="glossary" title="No terms yet" action={<Button>Add the first term</Button>}>
          The words of this course, each with its meaning.
        </EmptyState>
        <ListSkeleton rows={2} />
        <article className="lyceum-reading">
          <Title order={2}>Reading view</Title>
          <p>A centred column in a serif face, sixty to seventy-five characters wide, for pages that are read from beginning to end.</p>
        </article>
      </Stack>
    </CourseFrame>
  );
}
