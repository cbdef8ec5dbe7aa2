"use client";

import { useEffect, useState } from "react";

interface Props {
  /** The id of the form whose file is sent. */
  formId: string;
  label: string;
  /** What is said when the network has failed; what was chosen is still there. */
  failed: string;
}

/** Sends a form with its file and tells how far it has come; without a script the browser sends it and tells nothing. */
export function UploadProgress({ formId, label, failed }: Props) {
  const [sent, setSent] = useState<number | "failed" | null>(null);
  useEffect(() => {
    const form = document.getElementById(formId);
    if (!(form instanceof HTMLFormElement)) return;
    const send = (event: SubmitEvent) => {
      event.preventDefault();
      if (form.dataset["sending"] === "true") return;
      form.dataset["sending"] = "true";
      const request = new XMLHttpRequest();
      const fail = () => {
        delete form.dataset["sending"];
        setSent("failed");
      };
      request.open("POST", form.action);
      request.upload.onprogress = ({ loaded, total }) => setSent(total === 0 ? 0 : Math.floor((loaded / total) * 100));
      request.onerror = fail;
      request.onload = () => {
        // The page that it has led to is shown. Where it has led nowhere, the browser asks for the answer itself, to show that.
        if (request.status >= 500) fail();
        else if (request.responseURL !== "" && request.responseURL !== form.action) window.location.assign(request.responseURL);
        else form.submit();
      };
      setSent(0);
      request.send(new FormData(form));
    };
    form.addEventListener("submit", send);
    return () => form.removeEventListener("submit", send);
  }, [formId]);
  return (
    <div role="status">
      {sent === null ? null : sent === "failed" ? (
        <p className="error">{failed}</p>
      ) : (
        <p>
          {label} <progress value={sent} max={100} aria-label={label} /> {sent} %
        </p>
      )}
    </div>
  );
}
