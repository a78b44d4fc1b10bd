import { type BeaconCall, WHO, whenIn, whoIn } from "@/lib/ingest/beacon/call";
import { Unfit } from "@/lib/ingest/problems";
import { objectIn } from "@/lib/ingest/said";
import { currencyIn } from "@/lib/ingest/money";

/** `POST /beacon/charges`: what somebody paid, in the currency's smallest unit. Below zero it is a refund. */
export const charges: BeaconCall = {
  shared: [...WHO, "currency", "update_session"],
  read(said, receivedAt, callId) {
    const { amount } = said;
    if (typeof amount !== "number" || !Number.isSafeInteger(amount))
      throw new Unfit("amount", "must be a whole number of the currency's smallest unit: 1999 for 19.99.");
    const money = { amount, currency: currencyIn(said) };
    return { type: "charge", ...whoIn(said), ...whenIn(said, receivedAt), ...money, callId, properties: objectIn(said, "properties") };
  },
};
