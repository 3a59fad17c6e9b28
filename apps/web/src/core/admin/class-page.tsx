import { type QueryRef, useApolloClient, useMutation, useReadQuery } from "@apollo/client/react";
import { Button, Card, Group, Stack, Textarea, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useLoaderData, useNavigate } from "react-router-dom";
import { announce } from "../../kernel/announce";
import { useShowError } from "../../kernel/errors";
import { ConfirmNamed } from "../../ui/confirm-named";
import { PageHeader } from "../../ui/page-header";
import {
  AdminClassDocument,
  type AdminClassQuery,
  type AdminClassQueryVariables,
  DeleteClassDocument,
  UpdateClassDocument,
} from "./admin-people.generated";
import { ClassMembers } from "./class-members";

type UserClass = AdminClassQuery["userClass"];

/** What the class is called, written over the version that was read. */
function ClassForm({ group }: { group: UserClass }) {
  const { t } = useTranslation("admin");
  const showError = useShowError();
  const [update, { loading }] = useMutation(UpdateClassDocument);
  const form = useForm({ initialValues: { title: group.title, description: group.description } });
  const submit = form.onSubmit(async (input) => {
    try {
      const { data } = await update({ variables: { id: group.id, input, expectedVersion: group.version } });
      if (data) form.setInitialValues({ title: data.updateUserClass.title, description: data.updateUserClass.description });
      form.reset();
      announce(t("classes.saved"));
    } catch (error) {
      showError(error, form);
    }
  });
  return (
    <Card component="section" padding="lg" aria-label={t("classes.name")}>
      <form onSubmit={submit}>
        <Stack>
          <TextInput label={t("classes.name")} required maxLength={100} dir="auto" {...form.getInputProps("title")} />
          <Textarea
            label={t("classes.description")}
            autosize
            minRows={2}
            maxRows={8}
            maxLength={1000}
            dir="auto"
            {...form.getInputProps("description")}
          />
          <Group>
            <Button type="submit" loading={loading} disabled={!form.isDirty() || form.values.title.trim() === ""}>
              {t("classes.save")}
            </Button>
          </Group>
        </Stack>
      </form>
    </Card>
  );
}

/** One class: its name, its people, and its end. */
export function ClassPage() {
  const { t } = useTranslation("admin");
  const showError = useShowError();
  const navigate = useNavigate();
  const query = useLoaderData<QueryRef<AdminClassQuery, AdminClassQueryVariables>>();
  const { data } = useReadQuery(query);
  const client = useApolloClient();
  const again = () => void client.refetchQueries({ include: [AdminClassDocument] }).catch(showError);
  const [deleting, setDeleting] = useState(false);
  const [remove] = useMutation(DeleteClassDocument, {
    update: (cache) => {
      cache.evict({ id: "ROOT_QUERY", fieldName: "userClasses" });
    },
  });
  const { userClass, userClassMembers } = data;
  const confirm = () =>
    remove({ variables: { id: userClass.id } })
      .then(() => {
        announce(t("classes.deleted"));
        return navigate("/admin/classes");
      })
      .catch(showError);
  return (
    <>
      <PageHeader
        title={userClass.title}
        within={t("classes.title")}
        description={t("classes.membersCount", { count: userClass.memberCount })}
        actions={
          <Button variant="light" color="red" onClick={() => setDeleting(true)}>
            {t("classes.delete")}
          </Button>
        }
      />
      <Stack gap="lg" maw="60rem">
        <ClassForm key={userClass.id} group={userClass} />
        <ClassMembers classId={userClass.id} members={userClassMembers} onChanged={again} />
      </Stack>
      <ConfirmNamed
        opened={deleting}
        onClose={() => setDeleting(false)}
        name={userClass.title}
        title={t("classes.deleteTitle", { title: userClass.title })}
        consequence={t("classes.deleteText", { count: userClass.memberCount })}
        action={t("classes.delete")}
        onConfirm={confirm}
      />
    </>
  );
}
