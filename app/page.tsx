import { redirect } from "next/navigation";
import { homeOf } from "@/lib/projects/queries";
import { loadAccount } from "@/lib/web/account";

export default async function Root() {
  redirect(await loadAccount(homeOf));
}
