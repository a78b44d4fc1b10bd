import { Time } from "@/components/ui/time";
import type { Device } from "@/lib/customers/schema";

const LABELS = [
  ["browser", "Browser"],
  ["system", "System"],
  ["device", "Device"],
  ["locale", "Locale"],
  ["timeZone", "Time zone"],
  ["country", "Country"],
] as const;

/** With what somebody was here last, as far as they told it. */
export const DeviceFacts = ({ device, now }: { device: Device; now: Date }) => (
  <section aria-labelledby="device">
    <h2 id="device" className="mb-1 text-base">
      Device{" "}
      <span className="text-soft text-xs voice-label">
        <Time at={device.at} now={now} />
      </span>
    </h2>
    <dl className="divide-y divide-line">
      {LABELS.map(([key, label]) =>
        device[key] === null ? null : (
          <div key={key} className="flex min-h-9 items-center gap-3 py-1.5">
            <dt className="w-2/5 shrink-0 text-soft">{label}</dt>
            <dd className="min-w-0 break-words">{device[key]}</dd>
          </div>
        ),
      )}
    </dl>
  </section>
);
