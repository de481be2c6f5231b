// What Python says of the official tables, brought to the paper with the same key: it comes with every edit, the paper only once.

export default function ({ parentElement, data, setStateValue }) {
  const place = parentElement.host ?? parentElement;
  place.closest("[data-testid='stElementContainer']").style.position = "absolute"; // takes no room on the page
  const meeting = ((window.nianbaoTables ??= {})[data.key] ??= {});
  meeting.answer = () => {
    if (meeting.sheet?.root.isConnected) meeting.sheet.receive(data, (edits) => setStateValue("edits", edits));
  };
  meeting.answer();
  return () => (meeting.answer = null);
}
