"use client";

// What stands in a page's place lies in one file, which the outermost layout brings: a file of its own would be one more for every page to fetch.
import { unstable_rethrow } from "next/navigation";
import { Component, type ReactNode } from "react";
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

/** Stands in for a page that broke. */
export class FaultBoundary extends Component<{ children: ReactNode }, { fault: { digest?: string } | null }> {
  override state: { fault: { digest?: string } | null } = { fault: null };

  static getDerivedStateFromError(error: Error & { digest?: string }) {
    // What the framework throws to turn a page into another one is no fault.
    unstable_rethrow(error);
    return { fault: error };
  }

  override render() {
    const { fault } = this.state;
    return fault === null ? this.props.children : <Fault reference={fault.digest ?? "–"} />;
  }
}

/** A fault of ours: said plainly, in both languages, since nothing more can be relied on here. */
function Fault({ reference }: { reference: string }) {
  return (
    <main className="wrap" id="innehall">
      <h1>Något gick fel</h1>
      <p className="lead">Det du har sparat finns kvar. Försök igen om en stund. Hör av dig till samordningen med referensen om det inte hjälper.</p>
      <p lang="en">Something went wrong. What you saved is still there. Try again in a while.</p>
      <p className="meta">Referens: {reference}</p>
      <p>
        <button className="btn" type="button" onClick={() => location.reload()}>
          Försök igen
        </button>
      </p>
    </main>
  );
}
