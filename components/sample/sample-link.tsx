import { ButtonLink } from "@/components/ui/button";

/** For who would rather see all of it at work first. */
export const SampleLink = () => (
  <ButtonLink variant="quiet" href="/projects">
    Explore a sample shop
  </ButtonLink>
);
