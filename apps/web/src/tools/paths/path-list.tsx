import { useMutation } from "@apollo/client/react";
import { Button, Text, Title } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router-dom";
import { useCoursePlace } from "../../kernel/course-place";
import { useShowError } from "../../kernel/errors";
import { useUndo } from "../../kernel/undo";
import {
  CreatePathDocument,
  DuplicatePathDocument,
  RestorePathDocument,
  TrashPathDocument,
  type PathCardFragment,
} from "./learning-paths.generated";
import { PathCardView } from "./path-card";
import classes from "./paths.module.css";

/** Makes an empty path and opens its editor. */
export function NewPathButton() {
  const { t } = useTranslation("paths");
  const { courseId, sessionId, address } = useCoursePlace();
  const navigate = useNavigate();
  const showError = useShowError();
  const [create, { loading }] = useMutation(CreatePathDocument);
  const make = () =>
    void create({ variables: { input: { courseId, sessionId, title: t("path.untitled") } } })
      .then(({ data }) => data && navigate(`${address}/paths/${data.createPath.id}/edit`))
      .catch(showError);
  return (
    <Button leftSection={<IconPlus size={18} aria-hidden />} onClick={make} loading={loading}>
      {t("path.create")}
    </Button>
  );
}

interface PathListProps {
  nodes: readonly PathCardFragment[];
  refetch: () => Promise<unknown>;
}

/** What may be done with a path of the list: into the trash, with a way back, and a copy of it. */
function useActs(refetch: () => Promise<unknown>) {
  const { t } = useTranslation("paths");
  const { courseId, sessionId } = useCoursePlace();
  const showError = useShowError();
  const offerUndo = useUndo();
  const [remove] = useMutation(TrashPathDocument);
  const [restore] = useMutation(RestorePathDocument);
  const [copy] = useMutation(DuplicatePathDocument);
  const trash = ({ id, title: name }: PathCardFragment) =>
    void remove({ variables: { id, sessionId } })
      .then(async ({ data }) => {
        await refetch();
        const trashId = data?.trashItem.trashId;
        if (trashId) offerUndo(t("trashed", { name }), () => restore({ variables: { courseId, sessionId, trashId } }).then(refetch));
      })
      .catch(showError);
  const duplicate = ({ id, title }: PathCardFragment) =>
    void copy({ variables: { id, sessionId, title: t("path.copyOf", { title }) } })
      .then(refetch)
      .catch(showError);
  return { trash, duplicate };
}

/** The course's paths as cards, above its packages; nothing where there are none for a learner. */
export function PathList({ nodes, refetch }: PathListProps) {
  const { t } = useTranslation("paths");
  const { address, isStaff } = useCoursePlace();
  const { trash, duplicate } = useActs(refetch);
  if (nodes.length === 0 && !isStaff) return null;
  return (
    <section aria-labelledby="paths-of-course">
      <Title order={2} size="h3" mb="sm" id="paths-of-course">
        {t("path.list")}
      </Title>
      {nodes.length === 0 && (
        <Text c="dimmed" mb="lg">
          {t("path.emptyTeacher")}
        </Text>
      )}
      <ul className={classes.cards} data-above>
        {nodes.map((node) => (
          <li key={node.id}>
            <PathCardView node={node} address={address} onTrash={() => trash(node)} onDuplicate={() => duplicate(node)} />
          </li>
        ))}
      </ul>
    </section>
  );
}
