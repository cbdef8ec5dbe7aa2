"use client";

import { unstable_rethrow } from "next/navigation";
import { Component, type ReactNode } from "react";

/** Stands in for a page that broke; in the layout's own script, since one more file would be fetched for every page. */
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
