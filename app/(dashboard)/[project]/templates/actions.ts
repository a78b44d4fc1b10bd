"use server";

import { refresh } from "next/cache";
import { sendTest } from "@/lib/messages/test-send";
import { createTemplate, makeDefault, publishTemplate, updateTemplate } from "@/lib/templates/commands";
import { peopleToPreview, previewTemplate } from "@/lib/templates/preview";
import { AsCustomer, CreateTemplate, FindPeople, RenameTemplate, TemplateId, UpdateTemplate } from "@/lib/templates/schema";
import { action } from "@/lib/web/action";

const grant = "templates:write";

export const createTemplateAction = action({
  grant,
  input: CreateTemplate,
  handle: async (scope, input) => ({ id: (await createTemplate(scope, input)).id }),
});

export const updateTemplateAction = action({
  grant,
  input: UpdateTemplate,
  handle: async (scope, input) => ({ revision: (await updateTemplate(scope, input)).revision }),
});

export const renameTemplateAction = action({
  grant,
  input: RenameTemplate,
  handle: async (scope, input) => {
    await updateTemplate(scope, input);
    refresh();
  },
});

export const publishTemplateAction = action({
  grant,
  input: TemplateId,
  handle: async (scope, { id }) => {
    const { version } = await publishTemplate(scope, id);
    refresh();
    return { version };
  },
});

export const makeDefaultAction = action({
  grant,
  input: TemplateId,
  handle: async (scope, { id }) => {
    await makeDefault(scope, id);
    refresh();
  },
});

export const sendTestAction = action({ grant, input: AsCustomer, handle: sendTest });

export const previewTemplateAction = action({
  grant: "templates:read",
  input: AsCustomer,
  handle: async (scope, input) => {
    const { subject, text, missing } = await previewTemplate(scope, input);
    return { subject, text, missing };
  },
});

export const findPeopleAction = action({
  grant: "customers:read",
  input: FindPeople,
  handle: (scope, { q }) => peopleToPreview(scope, q),
});
