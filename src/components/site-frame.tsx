"use client";

import type { ReactNode } from "react";
import { classNames } from "@/lib/class-names";
import { FieldWords, type FieldPhrases } from "./field-words";
import { Notice } from "./notice";
import { OneButton, type OneButtonProps } from "./one-button";
import { SearchShortcut } from "./search-shortcut";
import { SessionWarning, type SessionWarningProps } from "./session-warning";

/** Where the skip link leads, on every page. */
const MAIN_ID = "innehall";

/** First on the page: past the masthead and the rail. */
export function SkipLink({ children }: { children: ReactNode }) {
  return (
    <a className="skip" href={`#${MAIN_ID}`}>
      {children}
    </a>
  );
}

export type NavItem = {
  href: string;
  label: string;
  /** "page" when this is it, "section" when this page stands below it. */
  current?: "page" | "section";
  /** The role's own first screen: first, and a little apart. */
  own?: boolean;
  /** How many wait there. */
  count?: ReactNode;
};

/** Places that belong together, with what they are called together; the first, without a heading, holds the role's own screen. */
export type NavGroup = { heading: string | null; items: NavItem[] };

function NavLinks({ groups }: { groups: NavGroup[] }) {
  return groups.map(({ heading, items }) => (
    <div key={heading ?? ""} className="nav-group">
      {heading === null ? null : <p>{heading}</p>}
      <ul aria-label={heading ?? undefined}>
        {items.map((item) => (
          <li key={item.href} className={item.own ? "own" : undefined}>
            <a href={item.href} aria-current={item.current === "section" ? "true" : item.current}>
              {item.label} {item.count ? <small>{item.count}</small> : null}
            </a>
          </li>
        ))}
      </ul>
    </div>
  ));
}

/** The main navigation on a wide screen. */
export function Rail({ label, groups }: { label: string; groups: NavGroup[] }) {
  return (
    <nav className="rail" aria-label={label}>
      <NavLinks groups={groups} />
    </nav>
  );
}

export type MastheadSearch = {
  action: string;
  /** The visible label. */
  label: string;
  /** Where suggestions are fetched from while one types, by those who search with the keyboard. */
  suggestions: string;
  /** Name of the field in the address; "q" by default. */
  name?: string;
  defaultValue?: string;
  /** The single key that opens the suggestions, as Ctrl+K always does; left out for those who have turned it off. */
  shortcut?: "/";
};

export type MastheadAccount = {
  name: ReactNode;
  role: ReactNode;
  links: { href: string; label: ReactNode }[];
  /** Forms of a single button, such as signing out. They are drawn twice (wide and narrow), so they carry no ids. */
  actions: readonly OneButtonProps[];
};

export type MastheadMenu = {
  /** The word on the button, and the landmark's name. */
  label: string;
  groups: NavGroup[];
  /** Further links below the rule: search, on a phone. */
  more?: { href: string; label: ReactNode }[];
};

export type MastheadProps = {
  homeHref: string;
  /** The product's name. */
  wordmark: ReactNode;
  /** Whose it is. */
  owner: ReactNode;
  /** The address of its coat of arms; the owner's name stands beside it. */
  coat?: string | undefined;
  search?: MastheadSearch;
  account?: MastheadAccount;
  menu?: MastheadMenu;
  /** `<DemoBand>`, where there is one. */
  children?: ReactNode;
};

/** The top of every page. The account and the menu are native `details`: they open without script, and only one at a time. */
export function Masthead({ homeHref, wordmark, owner, coat, search, account, menu, children }: MastheadProps) {
  return (
    <header className="masthead">
      <div className="wrap masthead-row">
        <a className="wordmark" href={homeHref}>
          <b>{wordmark}</b> {coat === undefined ? null : <img className="coat" src={coat} alt="" />}<span>{owner}</span>
        </a>
        {search ? <SiteSearch {...search} /> : null}
        {account ? (
          <details className="account" name="masthead">
            <summary>
              <span>
                {account.name} <small>{account.role}</small>
              </span>
            </summary>
            <div className="account-panel">
              <ul>
                <AccountLinks account={account} />
              </ul>
            </div>
          </details>
        ) : null}
        {menu ? (
          <details className="menu" name="masthead">
            <summary>{menu.label}</summary>
            <nav aria-label={menu.label}>
              <NavLinks groups={menu.groups} />
              <ul className="menu-more">
                {menu.more?.map((link) => (
                  <li key={link.href}>
                    <a href={link.href}>{link.label}</a>
                  </li>
                ))}
                {account ? (
                  <li className="menu-who">
                    {account.name} <small>{account.role}</small>
                  </li>
                ) : null}
                {account ? <AccountLinks account={account} /> : null}
              </ul>
            </nav>
          </details>
        ) : null}
      </div>
      {children}
    </header>
  );
}

function AccountLinks({ account }: { account: MastheadAccount }) {
  return (
    <>
      {account.links.map((link) => (
        <li key={link.href}>
          <a href={link.href}>{link.label}</a>
        </li>
      ))}
      {account.actions.map((action) => (
        <li key={action.label}>
          <OneButton {...action} />
        </li>
      ))}
    </>
  );
}

function SiteSearch({ action, label, suggestions, name = "q", defaultValue, shortcut }: MastheadSearch) {
  return (
    <>
      <form className="site-search" role="search" action={action}>
        <label htmlFor="site-search">{label}</label>
        <input
          id="site-search"
          type="search"
          name={name}
          defaultValue={defaultValue}
          // an empty placeholder lets the sheet see whether anything is written
          placeholder=" "
          aria-keyshortcuts={shortcut ? `${shortcut} Control+K` : "Control+K"}
        />
        {shortcut ? <kbd aria-hidden="true">{shortcut}</kbd> : null}
      </form>
      <SearchShortcut fieldId="site-search" source={suggestions} label={label} withSlash={shortcut === "/"} />
    </>
  );
}

/** One line under the masthead that says this is not for real. */
export function DemoBand({ children }: { children: ReactNode }) {
  return (
    <div className="demo">
      <p className="wrap">{children}</p>
    </div>
  );
}

/** Rail and content side by side; without a rail the content takes the whole width. */
export function Frame({ rail, children }: { rail?: ReactNode; children: ReactNode }) {
  return (
    <div className={classNames("wrap frame", !rail && "frame-plain")}>
      {rail}
      <main id={MAIN_ID} tabIndex={-1}>
        {children}
      </main>
    </div>
  );
}

/** Facts left (first child), tasks and history right (`<Aside>`); one column below 68 rem. */
export function Split({ children }: { children: ReactNode }) {
  return <div className="split">{children}</div>;
}

/** The right column of a detail page. */
export function Aside({ label, children }: { label: string; children: ReactNode }) {
  return (
    <aside className="aside" aria-label={label}>
      {children}
    </aside>
  );
}

export type FooterProps = {
  /** What the product follows, in a sentence. */
  children: ReactNode;
  links: { href: string; label: ReactNode }[];
  /** To the right: language and theme. */
  settings: readonly OneButtonProps[];
};

/** The bottom of every page: help and accessibility always stand in the same place. */
export function Footer({ children, links, settings }: FooterProps) {
  return (
    <footer className="foot">
      <div className="wrap">
        <span>{children}</span>
        {links.length > 0 ? (
          <ul>
            {links.map((link) => (
              <li key={link.href}>
                <a href={link.href}>{link.label}</a>
              </li>
            ))}
          </ul>
        ) : null}
        <div className="tools push">
          {settings.map((setting) => (
            <OneButton key={setting.label} {...setting} />
          ))}
        </div>
      </div>
    </footer>
  );
}

export type SiteFrameProps = {
  /** On the skip link. */
  skip: ReactNode;
  masthead: Omit<MastheadProps, "children" | "menu">;
  /** The main navigation: a rail on wide screens, a menu on narrow ones. */
  navigation: MastheadMenu & { railLabel: string };
  /** What the band under the masthead says, where this is not for real. */
  demonstration: ReactNode;
  /** What could not be done, and not even be kept. */
  problem: ReactNode;
  phrases: FieldPhrases;
  footer: FooterProps;
  session: SessionWarningProps;
  children: ReactNode;
};

/** All that stands around a page for those who have signed in; drawn from bare words, once a page. */
export function SiteFrame({ skip, masthead, navigation, demonstration, problem, phrases, footer, session, children }: SiteFrameProps) {
  const { railLabel, ...menu } = navigation;
  return (
    <>
      <SkipLink>{skip}</SkipLink>
      <Masthead {...masthead} menu={menu}>
        {demonstration ? <DemoBand>{demonstration}</DemoBand> : null}
      </Masthead>
      <Frame rail={<Rail label={railLabel} groups={menu.groups} />}>
        {problem ? <Notice kind="missing">{problem}</Notice> : null}
        <FieldWords phrases={phrases}>{children}</FieldWords>
      </Frame>
      <Footer {...footer} />
      <SessionWarning {...session} />
    </>
  );
}
