// Shows the APIs of this gateway; ?api=todo begins with that one.

const message = document.getElementById("docs-status");

try {
  const answer = await fetch("/openapi");
  if (!answer.ok) {
    throw new Error(`it answered ${answer.status}`);
  }
  const { apis } = await answer.json();
  show(apis.filter(documented));
  message.textContent = apis.map(remark).filter(Boolean).join(" ");
} catch (failure) {
  message.textContent = `The list of APIs can't be had: ${failure.message}. Load this page again.`;
}

function show(apis) {
  window.ui = SwaggerUIBundle({
    dom_id: "#swagger-ui",
    urls: apis.map((api) => ({ name: api.name, url: api.links.openapi })),
    "urls.primaryName": new URLSearchParams(location.search).get("api") ?? undefined,
    presets: [SwaggerUIBundle.presets.apis, SwaggerUIStandalonePreset],
    plugins: [home],
    layout: "StandaloneLayout",
    deepLinking: true,
    defaultModelsExpandDepth: 0,
    // Credentials stay in this page's memory, and documents on this gateway.
    persistAuthorization: false,
    validatorUrl: null,
  });
}

// In place of Swagger's logo, whose inline style the page's policy refuses.
function home({ React }) {
  return { components: { Logo: () => React.createElement("span", null, "Cross-account APIs") } };
}

// One that is only late may come.
function documented(api) {
  return api.document.status !== "none" || Boolean(api.document.fetched);
}

function remark(api) {
  const { status, fetched } = api.document;
  const since = new Date(api.document.since).toLocaleString();
  if (status === "available") {
    return "";
  }
  if (status === "none") {
    return fetched
      ? `The service of ${api.name} has had no document since ${since}; what you see is its last.`
      : `The API ${api.name} has no document.`;
  }
  return fetched
    ? `The service of ${api.name} has not answered since ${since}; what you see is its last document.`
    : `The document of ${api.name} could not be fetched yet.`;
}
