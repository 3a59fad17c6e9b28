import { useMutation } from "@apollo/client/react";
import { Button, Group, Modal, Switch, TextInput } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconDeviceFloppy, IconTrash } from "@tabler/icons-react";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useNavigate, useSearchParams } from "react-router-dom";
import { announce } from "../../kernel/announce";
import { useCoursePlace } from "../../kernel/course-place";
import { useShowError } from "../../kernel/errors";
import { useFormat } from "../../kernel/format";
import { DialogForm } from "../../ui/dialog-form";
import { ColumnsButton } from "./columns-dialog";
import { addressOfView, readColumns } from "./people-columns";
import { readPeopleFilter } from "./people-filter";
import { type PeopleFieldFragment, PeopleForgetViewDocument, PeopleSaveViewDocument, type PeopleViewRowFragment } from "./people.generated";

interface SaveViewProps {
  mayShare: boolean;
  onClose: () => void;
  onSaved: () => void;
}

/** Keeps the list as it is on screen under a name. */
function SaveView({ mayShare, onClose, onSaved }: SaveViewProps) {
  const { t } = useTranslation("people");
  const { courseId, sessionId } = useCoursePlace();
  const [search] = useSearchParams();
  const navigate = useNavigate();
  const showError = useShowError();
  const [name, setName] = useState("");
  const [shared, setShared] = useState(false);
  const [save, { loading }] = useMutation(PeopleSaveViewDocument);
  const submit = async () => {
    const { filter, orderBy, orderByField, descending } = readPeopleFilter(search, true);
    const { roles, states, ...rest } = filter ?? {};
    const kept = { ...rest, role: roles?.[0] ?? null, state: states?.[0] ?? null };
    try {
      const input = {
        name: name.trim(),
        columns: [...readColumns(search)],
        filter: kept,
        orderBy: orderBy ?? "NAME",
        orderByField: orderByField ?? null,
        descending: descending ?? false,
        shared,
      };
      const { data } = await save({ variables: { courseId, sessionId, input } });
      announce(t("views.saved"));
      onClose();
      onSaved();
      if (data) await navigate(`?${addressOfView(data.savePeopleView).toString()}`, { replace: true });
    } catch (error) {
      showError(error);
    }
  };
  return (
    <Modal opened onClose={onClose} title={t("views.save")} closeButtonProps={{ "aria-label": t("cancel") }}>
      <DialogForm action={t("views.keep")} onSubmit={submit} onClose={onClose} loading={loading} disabled={name.trim() === ""}>
        <TextInput
          label={t("views.name")}
          description={t("views.nameHelp")}
          maxLength={60}
          required
          data-autofocus
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        {mayShare && <Switch label={t("views.share")} checked={shared} onChange={(event) => setShared(event.currentTarget.checked)} />}
      </DialogForm>
    </Modal>
  );
}

/** One view's way in; the one on screen is marked. */
function ViewLink({ to, current, children }: { to: string; current: boolean; children: ReactNode }) {
  return (
    <Button
      component={Link}
      to={to}
      size="sm"
      radius="xl"
      variant={current ? "light" : "subtle"}
      aria-current={current ? "page" : undefined}
    >
      {children}
    </Button>
  );
}

interface ViewsBarProps {
  views: readonly PeopleViewRowFragment[];
  fields: readonly PeopleFieldFragment[];
  mayShare: boolean;
  onChanged: () => void;
}

/** Saved views as a line of links with their counts, and the way to keep another. */
export function ViewsBar({ views, fields, mayShare, onChanged }: ViewsBarProps) {
  const { t } = useTranslation("people");
  const format = useFormat();
  const [search] = useSearchParams();
  const navigate = useNavigate();
  const showError = useShowError();
  const [saving, save] = useDisclosure();
  const [forget] = useMutation(PeopleForgetViewDocument);
  const current = views.find((view) => view.id === search.get("view"));
  const remove = async (view: PeopleViewRowFragment) => {
    try {
      await forget({ variables: { id: view.id } });
      announce(t("views.forgotten"));
      await navigate("?", { replace: true });
      onChanged();
    } catch (error) {
      showError(error);
    }
  };
  return (
    <Group component="nav" aria-label={t("views.label")} gap="xs" mb="sm" className="lyceum-chrome">
      {views.length > 0 && (
        <ViewLink to="?" current={!current}>
          {t("views.all")}
        </ViewLink>
      )}
      {views.map((view) => (
        <ViewLink key={view.id} to={`?${addressOfView(view).toString()}`} current={view === current}>
          <bdi>{view.name}</bdi>&nbsp;<span className="lyceum-figures">{format.number(view.count)}</span>
        </ViewLink>
      ))}
      <Group gap="xs" ms="auto">
        {current && (current.mine || mayShare) && (
          <Button
            variant="subtle"
            size="sm"
            color="red"
            leftSection={<IconTrash size={16} aria-hidden />}
            onClick={() => void remove(current)}
          >
            {t("views.forget")}
          </Button>
        )}
        <ColumnsButton fields={fields} />
        <Button variant="default" size="sm" leftSection={<IconDeviceFloppy size={16} aria-hidden />} onClick={save.open}>
          {t("views.save")}
        </Button>
      </Group>
      {saving && <SaveView mayShare={mayShare} onClose={save.close} onSaved={onChanged} />}
    </Group>
  );
}
