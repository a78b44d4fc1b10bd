import type { World } from "./world.ts";

/** Who a door is for: members of the project it names, whoever has an account, or everybody. */
export type For = "members" | "accounts" | "everybody";

/** What kind of proof a route takes. `core` is a key in the Authorization header, `session` a signed-in member. */
export type RouteRow = "core" | "session" | "ingest" | "recipient" | "engine" | "everybody";

export type ActionRow = {
  for: For;
  /** What a member who may would say, with ids of the first project: the same words must do nothing for anybody else. */
  says: (world: World) => object;
  /** Also a viewer may do this: it changes nothing but themselves. */
  viewer?: true;
};

/** Every page. A page that is not here fails the matrix. */
export const PAGES: Readonly<Record<string, For>> = {
  "/": "everybody",
  "/docs": "everybody",
  "/docs/api": "everybody",
  "/docs/[page]": "everybody",
  "/sign-in": "everybody",
  "/sign-in/by-mail": "everybody",
  "/sign-in/[token]": "everybody",
  "/claim/[token]": "everybody",
  "/invite/[token]": "everybody",
  "/reset-password/[token]": "everybody",
  "/account": "accounts",
  "/projects": "accounts",
  "/projects/new": "accounts",
  "/mailbox": "accounts",
  "/mailbox/[messageId]": "accounts",
  "/[project]": "members",
  "/[project]/start": "members",
  "/[project]/customers": "members",
  "/[project]/customers/[customerId]": "members",
  "/[project]/customers/[customerId]/merge": "members",
  "/[project]/segments": "members",
  "/[project]/segments/new": "members",
  "/[project]/segments/[segmentId]": "members",
  "/[project]/segments/[segmentId]/edit": "members",
  "/[project]/events": "members",
  "/[project]/events/names": "members",
  "/[project]/events/[eventId]": "members",
  "/[project]/events/refused/[rejectionId]": "members",
  "/[project]/tags": "members",
  "/[project]/broadcasts": "members",
  "/[project]/broadcasts/[broadcastId]": "members",
  "/[project]/broadcasts/[broadcastId]/people": "members",
  "/[project]/automations": "members",
  "/[project]/automations/new": "members",
  "/[project]/automations/[automationId]": "members",
  "/[project]/automations/[automationId]/people": "members",
  "/[project]/automations/[automationId]/people/[runId]": "members",
  "/[project]/templates": "members",
  "/[project]/templates/new": "members",
  "/[project]/templates/[templateId]": "members",
  "/[project]/templates/[templateId]/versions": "members",
  "/[project]/messages": "members",
  "/[project]/messages/[messageId]": "members",
  "/[project]/settings": "members",
  "/[project]/settings/team": "members",
  "/[project]/settings/keys": "members",
  "/[project]/settings/sending": "members",
  "/[project]/settings/data": "members",
  "/[project]/settings/audit": "members",
};

/** Every route outside the Core API, whose routes are all `core`: they are made by route(), which an architecture test demands. */
export const ROUTES: Readonly<Record<string, RouteRow>> = {
  "/v1/[...call]": "ingest",
  "/beacon/[...call]": "ingest",
  "/sourceConfig": "everybody",
  "/cp.js": "everybody",
  "/analytics-next/bundles/[file]": "everybody",
  "/a/[hash]": "everybody",
  "/analytics.js/[...path]": "everybody",
  "/openapi.json": "everybody",
  "/llms.txt": "everybody",
  "/docs/raw/[file]": "everybody",
  "/api/health/live": "everybody",
  "/api/health/ready": "everybody",
  "/api/inngest": "engine",
  "/u/[token]": "recipient",
  "/t/o/[token]": "everybody",
  "/t/c/[token]/[place]": "recipient",
  "/api/frames/broadcasts/[project]/[broadcastId]": "session",
  "/api/frames/mailbox/[project]/[messageId]": "session",
  "/api/frames/messages/[project]/[messageId]": "session",
  "/api/frames/templates/[project]/[templateId]": "session",
  "/api/frames/gallery/[project]/[starter]": "session",
  "/api/pictures/[project]": "session",
  "/[project]/events/live": "session",
  "/[project]/settings/audit/export": "session",
};

const RULE = { type: "trait", trait: "plan", operator: "is", value: "pro" };
const FLOW = { trigger: { type: "event", name: "Signed Up" }, entry: "once", steps: [{ id: "w", type: "wait", minutes: 5 }] };

/** What a call of the Core API says, by method and path: in its body, or in its address where it has none. Those that are not here say nothing. */
export const BODIES: Readonly<Record<string, (world: World) => object>> = {
  "POST /api/v1/customers": () => ({ user_id: "told-by-the-matrix", traits: { plan: "free" } }),
  "PATCH /api/v1/customers/{id}": () => ({ traits: { plan: "stolen" } }),
  "POST /api/v1/events": () => ({ user_id: "told-by-the-matrix", name: "By the matrix" }),
  "POST /api/v1/segments": () => ({ name: "By the matrix", rule: RULE }),
  "PATCH /api/v1/segments/{id}": () => ({ name: "Stolen" }),
  "POST /api/v1/tags": () => ({ name: "By the matrix" }),
  "PATCH /api/v1/tags/{id}": () => ({ name: "Stolen" }),
  "POST /api/v1/customers/{id}/tags": () => ({ name: "Stolen" }),
  "DELETE /api/v1/customers/{id}/tags": ({ mark }) => ({ name: `Tag ${mark}` }),
  "POST /api/v1/automations": () => ({ name: "By the matrix", flow: FLOW }),
  "PATCH /api/v1/automations/{id}": () => ({ name: "Stolen" }),
  "POST /api/v1/broadcasts": () => ({ name: "By the matrix" }),
  "PATCH /api/v1/broadcasts/{id}": () => ({ name: "Stolen" }),
  "POST /api/v1/templates": () => ({ name: "By the matrix" }),
  "PATCH /api/v1/templates/{id}": () => ({ name: "Stolen" }),
};

/** The id that a path of the Core API means by `{id}`, by the first word of the path. */
export const CORE_IDS: Readonly<Record<string, string>> = {
  customers: "customerId",
  segments: "segmentId",
  automations: "automationId",
  broadcasts: "broadcastId",
  templates: "templateId",
  messages: "messageId",
  tags: "tagId",
};

/** What stands in an address for what is no id of the project. */
export const TEXTS: Readonly<Record<string, string>> = {
  token: "A".repeat(43),
  place: "0",
  call: "x",
  path: "x",
  page: "basics",
  file: "basics.md",
  hash: "0".repeat(64),
  starter: "welcome",
};

const id = (name: string) => (world: World) => ({ id: world.ids[name] });
const NONE = () => ({});
const TOKEN = { token: TEXTS.token };
const WRONG = "not the password at all";
const SETTINGS = { timeZone: "UTC", currency: "EUR" };

/** Every server action. One that is not here fails the matrix. */
export const ACTIONS: Readonly<Record<string, ActionRow>> = {
  "/#signInAction": { for: "everybody", says: ({ stranger }) => ({ email: stranger.email, password: WRONG }) },
  "/#useLinkAction": { for: "everybody", says: () => TOKEN },
  "/#claimAction": { for: "everybody", says: () => ({ ...TOKEN, name: "Eve", email: "eve@example.com", password: WRONG }) },
  "/#resetPasswordAction": { for: "everybody", says: () => ({ ...TOKEN, password: WRONG }) },
  "/#askForLinkAction": { for: "everybody", says: ({ owner }) => ({ email: owner.email, purpose: "sign_in" }) },
  "/#acceptAsNewAction": { for: "everybody", says: () => ({ ...TOKEN, name: "Eve", email: "eve@example.com", password: WRONG }) },
  "/#acceptSigningInAction": { for: "everybody", says: ({ stranger }) => ({ ...TOKEN, email: stranger.email, password: WRONG }) },
  "/#acceptInvitationAction": { for: "accounts", says: () => TOKEN },
  "/#switchAccountAction": { for: "accounts", says: () => TOKEN },
  "/account#signOutAction": { for: "accounts", says: NONE },
  "/account#changeNameAction": { for: "accounts", says: () => ({ name: "Mallory" }) },
  "/account#changePasswordAction": { for: "accounts", says: () => ({ current: WRONG, next: WRONG }) },
  "/account#endSessionAction": { for: "accounts", says: () => ({ id: "00000000-0000-7000-8000-000000000000" }) },
  "/account#endOtherSessionsAction": { for: "accounts", says: NONE },
  "/projects#createProjectAction": { for: "accounts", says: () => ({ name: "Made by the matrix" }) },
  "/[project]/start#lookForEventAction": { for: "members", says: NONE, viewer: true },
  "/[project]/customers#createCustomerAction": { for: "members", says: () => ({ user_id: "", name: "", email: "eve@example.com" }) },
  "/[project]/customers#editTraitAction": { for: "members", says: ({ ids }) => ({ id: ids.customerId, key: "plan", value: "stolen" }) },
  "/[project]/customers#recordEventAction": {
    for: "members",
    says: ({ ids }) => ({ customer: ids.customerId, name: "Stolen", properties: "{}" }),
  },
  "/[project]/customers#mergeAction": { for: "members", says: ({ ids }) => ({ id: ids.customerId, customer: "user_id:nobody" }) },
  "/[project]/customers#undoMergeAction": { for: "members", says: () => ({ merge: "mrg_00000000000000000000000000" }) },
  "/[project]/customers#keepApartAction": { for: "members", says: () => ({ id: "cnf_00000000000000000000000000" }) },
  "/[project]/tags#createTagAction": { for: "members", says: () => ({ name: "Stolen" }) },
  "/[project]/tags#updateTagAction": { for: "members", says: ({ ids }) => ({ id: ids.tagId, name: "Stolen as well" }) },
  "/[project]/tags#setTagAction": { for: "members", says: ({ ids }) => ({ customers: [ids.customerId], name: "Stolen", on: true }) },
  "/[project]/tags#mergeTagsAction": { for: "members", says: ({ ids }) => ({ id: ids.tagId, into: ids.tagId }) },
  "/[project]/tags#deleteTagAction": { for: "members", says: id("tagId") },
  "/[project]/segments#previewRuleAction": { for: "members", says: () => ({ rule: RULE }), viewer: true },
  "/[project]/segments#createSegmentAction": { for: "members", says: () => ({ name: "Stolen", rule: RULE }) },
  "/[project]/segments#updateSegmentAction": { for: "members", says: ({ ids }) => ({ id: ids.segmentId, name: "Stolen", rule: RULE }) },
  "/[project]/segments#duplicateSegmentAction": { for: "members", says: id("segmentId") },
  "/[project]/segments#deleteSegmentAction": { for: "members", says: id("segmentId") },
  "/[project]/broadcasts#createBroadcastAction": { for: "members", says: () => ({ name: "Stolen" }) },
  "/[project]/broadcasts#saveBroadcastAction": { for: "members", says: ({ ids }) => ({ id: ids.broadcastId, name: "Stolen" }) },
  "/[project]/broadcasts#sendBroadcastAction": { for: "members", says: id("broadcastId") },
  "/[project]/broadcasts#unscheduleBroadcastAction": { for: "members", says: id("broadcastId") },
  "/[project]/broadcasts#pauseBroadcastAction": { for: "members", says: id("broadcastId") },
  "/[project]/broadcasts#resumeBroadcastAction": { for: "members", says: id("broadcastId") },
  "/[project]/broadcasts#cancelBroadcastAction": { for: "members", says: id("broadcastId") },
  "/[project]/broadcasts#duplicateBroadcastAction": { for: "members", says: id("broadcastId") },
  "/[project]/broadcasts#deleteBroadcastAction": { for: "members", says: id("broadcastId") },
  "/[project]/broadcasts#sendTestAction": { for: "members", says: id("templateId") },
  "/[project]/broadcasts#findPeopleAction": { for: "members", says: () => ({ q: "" }), viewer: true },
  "/[project]/automations#createAutomationAction": { for: "members", says: () => ({ name: "Stolen" }) },
  "/[project]/automations#saveDraftAction": { for: "members", says: ({ ids }) => ({ id: ids.automationId, flow: FLOW }) },
  "/[project]/automations#renameAutomationAction": { for: "members", says: ({ ids }) => ({ id: ids.automationId, name: "Stolen" }) },
  "/[project]/automations#duplicateAutomationAction": { for: "members", says: id("automationId") },
  "/[project]/automations#goLiveAction": { for: "members", says: id("automationId") },
  "/[project]/automations#pauseAction": { for: "members", says: id("automationId") },
  "/[project]/automations#resumeAction": { for: "members", says: id("automationId") },
  "/[project]/automations#archiveAction": { for: "members", says: id("automationId") },
  "/[project]/automations#retryRunAction": { for: "members", says: ({ ids }) => ({ runId: ids.runId }) },
  "/[project]/automations#stopEntriesAction": { for: "members", says: id("automationId") },
  "/[project]/automations#openEntriesAction": { for: "members", says: id("automationId") },
  "/[project]/automations#ejectRunsAction": { for: "members", says: ({ ids }) => ({ id: ids.automationId, runIds: [ids.runId] }) },
  "/[project]/automations#skipStepAction": { for: "members", says: ({ ids }) => ({ id: ids.automationId, runIds: [ids.runId] }) },
  "/[project]/automations#moveRunsAction": {
    for: "members",
    says: ({ ids }) => ({ id: ids.automationId, runIds: [ids.runId], stepId: "w" }),
  },
  "/[project]/automations#createFromGalleryAction": { for: "members", says: () => ({ key: "win-back", name: "Stolen" }) },
  "/[project]/templates#createTemplateAction": { for: "members", says: () => ({ name: "Stolen" }) },
  "/[project]/templates#updateTemplateAction": { for: "members", says: ({ ids }) => ({ id: ids.templateId, subject: "Stolen" }) },
  "/[project]/templates#renameTemplateAction": { for: "members", says: ({ ids }) => ({ id: ids.templateId, name: "Stolen" }) },
  "/[project]/templates#publishTemplateAction": { for: "members", says: id("templateId") },
  "/[project]/templates#makeDefaultAction": { for: "members", says: id("templateId") },
  "/[project]/templates#duplicateTemplateAction": { for: "members", says: id("templateId") },
  "/[project]/templates#convertToHtmlAction": { for: "members", says: id("templateId") },
  "/[project]/templates#restoreVersionAction": { for: "members", says: ({ ids }) => ({ id: ids.templateId, version: 1 }) },
  "/[project]/templates#sendTestAction": { for: "members", says: id("templateId") },
  "/[project]/templates#previewTemplateAction": { for: "members", says: id("templateId"), viewer: true },
  "/[project]/templates#findPeopleAction": { for: "members", says: () => ({ q: "" }), viewer: true },
  "/[project]/templates#deleteTemplateAction": { for: "members", says: id("templateId") },
  "/[project]/settings#saveGeneralAction": {
    for: "members",
    says: ({ mine, mark }) => ({ ...SETTINGS, name: `Mine ${mark}`, slug: mine.slug }),
  },
  "/[project]/settings#saveSendingAction": { for: "members", says: () => ({ fromName: "Stolen", fromAddress: "", postalAddress: "" }) },
  "/[project]/settings#saveDataAction": { for: "members", says: () => ({ retentionDays: "1", storeIps: "on" }) },
  "/[project]/settings#createKeyAction": { for: "members", says: () => ({ kind: "secret", name: "Stolen" }) },
  "/[project]/settings#rotateKeyAction": { for: "members", says: ({ ids }) => ({ id: ids.keyId, name: "Stolen too", overlap: "none" }) },
  "/[project]/settings#revokeKeyAction": { for: "members", says: id("keyId") },
  "/[project]/settings/team#inviteAction": { for: "members", says: () => ({ email: "", role: "admin" }) },
  "/[project]/settings/team#renewInvitationAction": { for: "members", says: id("invitationId") },
  "/[project]/settings/team#revokeInvitationAction": { for: "members", says: id("invitationId") },
  "/[project]/settings/team#setRoleAction": { for: "members", says: ({ ids }) => ({ userId: ids.userId, role: "viewer" }) },
  "/[project]/settings/team#removeMemberAction": { for: "members", says: ({ ids }) => ({ userId: ids.userId }) },
  "/[project]/settings/team#transferProjectAction": { for: "members", says: ({ ids }) => ({ userId: ids.userId }) },
  "/[project]/settings/team#leaveProjectAction": { for: "members", says: NONE, viewer: true },
  "/[project]/settings#deleteProjectAction": { for: "members", says: ({ mark }) => ({ name: `Mine ${mark}` }) },
};
