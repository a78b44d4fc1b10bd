import { AddTrait } from "@/components/customers/trait-dialog";
import { TraitTable } from "@/components/customers/traits";
import { Charges } from "@/components/customers/charges";
import { ConflictList, type KeepApart } from "@/components/customers/conflict-list";
import { CustomerTimeline } from "@/components/customers/customer-timeline";
import { DeviceFacts } from "@/components/customers/device-facts";
import { EraseCustomer } from "@/components/customers/erase-customer";
import { ProfileHead } from "@/components/customers/profile-head";
import { RecordEvent } from "@/components/customers/record-event";
import type { Undo } from "@/components/customers/undo-merge";
import { barredUnless } from "@/components/team/barred";
import { BarredLink } from "@/components/ui/barred-link";
import { IdentityList } from "@/components/customers/profile-lists";
import { type AskWhyInSegment, SegmentList } from "@/components/customers/segment-list";
import { Visits } from "@/components/customers/visits";
import { CustomerTags, type SetTag } from "@/components/tags/customer-tags";
import { calledName, type ShownProfile, type TimelineKind } from "@/lib/customers/schema";

type Props = ShownProfile & {
  project: string;
  query: { kind?: TimelineKind | undefined; cursor?: string | undefined };
  editTrait: Parameters<typeof AddTrait>[0]["edit"];
  recordEvent: Parameters<typeof RecordEvent>[0]["save"];
  setTag: SetTag;
  keepApart: KeepApart;
  undoMerge: Undo;
  why: AskWhyInSegment;
  erase: Parameters<typeof EraseCustomer>[0]["erase"];
};

/** One person: who they are, what happened, and what is known of them. */
export function Profile({ project, query, editTrait, recordEvent, setTag, keepApart, undoMerge, why, erase, ...profile }: Props) {
  const { customer, mayEdit, now, timeZone } = profile;
  const path = `/${project}/customers`;
  return (
    <>
      <ProfileHead
        {...profile}
        actions={
          <>
            <RecordEvent customer={customer.id} mayEdit={mayEdit} save={recordEvent} />
            <BarredLink href={`${path}/${customer.id}/merge`} because={barredUnless(mayEdit)}>
              Merge
            </BarredLink>
            <EraseCustomer id={customer.id} name={calledName(customer)} path={path} mayErase={profile.mayErase} erase={erase} />
          </>
        }
      />
      <ConflictList conflicts={profile.conflicts} customer={customer.id} path={path} mayEdit={mayEdit} keepApart={keepApart} />
      <div className="grid gap-x-10 gap-y-8 lg:grid-cols-[minmax(0,1fr)_minmax(0,22rem)]">
        <CustomerTimeline
          entries={profile.timeline}
          project={project}
          path={`${path}/${customer.id}`}
          query={query}
          nextCursor={profile.nextCursor}
          now={now}
          timeZone={timeZone}
          undoMerge={mayEdit ? undoMerge : null}
        />
        <div className="flex min-w-0 flex-col gap-8">
          <CustomerTags
            customer={customer.id}
            project={project}
            tags={profile.tags}
            offered={profile.offeredTags}
            mayEdit={mayEdit}
            setTag={setTag}
          />
          <section aria-labelledby="traits">
            <div className="mb-1 flex items-center justify-between">
              <h2 id="traits" className="text-base">
                Traits
              </h2>
              <AddTrait customer={customer.id} mayEdit={mayEdit} edit={editTrait} />
            </div>
            <TraitTable
              customer={customer.id}
              traits={profile.traits}
              reading={{ currency: profile.currency, timeZone }}
              now={now}
              mayEdit={mayEdit}
              edit={editTrait}
            />
          </section>
          <Charges charges={profile.charges} now={now} />
          <SegmentList customer={{ id: customer.id, name: calledName(customer) }} segments={profile.segments} {...{ project, now, why }} />
          <Visits visits={profile.visits} now={now} />
          {profile.device && <DeviceFacts device={profile.device} now={now} />}
          <IdentityList identities={profile.identities} now={now} />
        </div>
      </div>
    </>
  );
}
