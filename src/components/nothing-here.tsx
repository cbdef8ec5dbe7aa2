"use client";

import { EmptyState } from "./empty-state";
import { PageHead } from "./page-head";
import { DemoBand, Frame, Masthead, SkipLink } from "./site-frame";

export type NothingHereProps = {
  words: readonly [title: string, lead: string, text: string, action: string];
  /** Draws a frame of its own, for where there is none around. */
  frame?: readonly [skip: string, owner: string, band: string];
};

/** What isn't there. It is sent along with every page, so it is drawn from as few words as it can be. */
export function NothingHere({ words: [title, lead, text, action], frame }: NothingHereProps) {
  const content = (
    <EmptyState title={lead} action={{ href: "/", label: action }}>
      {text}
    </EmptyState>
  );
  if (frame === undefined) {
    return (
      <>
        <PageHead title={title} />
        {content}
      </>
    );
  }
  const [skip, owner, band] = frame;
  return (
    <>
      <SkipLink>{skip}</SkipLink>
      <Masthead homeHref="/" wordmark="Utblick" owner={owner}>
        {band === "" ? null : <DemoBand>{band}</DemoBand>}
      </Masthead>
      <Frame>
        <h1>{title}</h1>
        {content}
      </Frame>
    </>
  );
}
