// Reads a calendar file from standard input with ical.js and prints its dates:
// one line each, "2026-03-24T09:30 2026-03-24T11:30 Title", as the clock in Helsinki
// shows it, told by the file's own VTIMEZONE.
import ICAL from "ical.js";
import { readFileSync } from "node:fs";

const calendar = new ICAL.Component(ICAL.parse(readFileSync(0, "utf8")));
for (const zone of calendar.getAllSubcomponents("vtimezone")) {
  ICAL.TimezoneService.register(zone);
}

const all = calendar.getAllSubcomponents("vevent").map((one) => new ICAL.Event(one));
const masters = all.filter((one) => !one.isRecurrenceException());
for (const master of masters) {
  for (const one of all) {
    if (one.isRecurrenceException() && one.uid === master.uid) master.relateException(one);
  }
}

// The instant is printed: a wrong offset of the zone has to show.
const moment = (time) => time.toUnixTime();
for (const master of masters) {
  if (!master.isRecurring()) {
    console.log(moment(master.startDate), moment(master.endDate), master.summary);
    continue;
  }
  const steps = master.iterator();
  for (let next = steps.next(); next; next = steps.next()) {
    const date = master.getOccurrenceDetails(next);
    console.log(moment(date.startDate), moment(date.endDate), date.item.summary);
  }
}
