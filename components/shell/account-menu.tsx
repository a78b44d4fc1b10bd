"use client";

import { BookOpen, Keyboard, LogOut, Monitor, Moon, Sun, UserRound } from "lucide-react";
import dynamic from "next/dynamic";
import { Link } from "@/components/ui/link";
import { useTheme } from "next-themes";
import { useState } from "react";
import { Avatar } from "@/components/ui/avatar";
import { Button } from "@/components/ui/button";
import { Menu, MenuGroup, MenuItem, MenuLine, MenuLink } from "@/components/ui/menu";
import type { ActionResult } from "@/lib/web/action";

const Shortcuts = dynamic(() => import("@/components/shell/shortcuts"));

const THEMES = [
  ["system", "As the system", Monitor],
  ["light", "Light", Sun],
  ["dark", "Dark", Moon],
] as const;

type Props = { name: string; email: string; seesJobs: boolean; signOut: (input: object) => Promise<ActionResult<unknown>> };

/** Who is signed in, how it looks for them, where help is, and the way out. */
export function AccountMenu({ name, email, seesJobs, signOut }: Props) {
  const { theme, setTheme } = useTheme();
  const [showsKeys, setShowsKeys] = useState(false);
  return (
    <>
      <Menu
        align="end"
        trigger={
          <Button variant="quiet" size="icon" className="rounded-full">
            <Avatar name={name} />
            <span className="sr-only">{`Account of ${name}`}</span>
          </Button>
        }
      >
        <MenuGroup label={email}>
          <MenuLink render={<Link href="/account" />}>
            <UserRound aria-hidden />
            Account
          </MenuLink>
        </MenuGroup>
        <MenuLine />
        <MenuGroup label="Colours">
          {THEMES.map(([value, label, Icon]) => (
            <MenuItem key={value} onClick={() => setTheme(value)}>
              <Icon aria-hidden />
              {label}
              {theme === value && <span className="ml-auto text-soft text-xs">in use</span>}
            </MenuItem>
          ))}
        </MenuGroup>
        <MenuLine />
        <MenuGroup label="Help">
          <MenuLink render={<Link href="/docs" />}>
            <BookOpen aria-hidden />
            Documentation
          </MenuLink>
          <MenuItem onClick={() => setShowsKeys(true)}>
            <Keyboard aria-hidden />
            Keyboard shortcuts
          </MenuItem>
        </MenuGroup>
        <MenuLine />
        <MenuItem onClick={() => signOut({})}>
          <LogOut aria-hidden />
          Sign out
        </MenuItem>
      </Menu>
      {showsKeys && <Shortcuts seesJobs={seesJobs} onClose={() => setShowsKeys(false)} />}
    </>
  );
}
