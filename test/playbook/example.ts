/** The playbook that the design shows, as a practice would write it. */
export const EXAMPLE = `
practice: { name: Riverside Family Practice, timezone: America/New_York }
hours: { mon: "08:00-12:00 13:00-17:00", tue: "08:00-17:00", wed: "08:00-17:00", thu: "08:00-17:00", fri: "08:00-16:00", sat: closed, sun: closed }
holidays: { calendar: US, also: [2026-12-24] }      # calendar: none
locations: [{ key: main, name: Main Street }, { key: north, name: North Clinic }]
people:
  - { key: maria, name: Maria Lopez, roles: [staff], slack: U0MARIA, teams: 8c1f…, email: maria@riverside.example, queues: [front_desk], locations: [main] }
  - { key: dana, name: Dana Reed, roles: [staff, lead], may_sign: [office_manager], slack: U0DANA, queues: [front_desk] }
queues:
  - { key: front_desk, name: Front desk, leads: [dana], slack_channel: C0FRONT, teams_channel: "19:…", digest: "08:15" }
enabled: [front_desk]            # pilot: only these queues' types can be created
task_types:                      # only what differs from the starter
  - key: reschedule
    queue: front_desk
    name: Appointment reschedule
    due: 4 business hours
    card_line: [provider, location]
    fields:
      - { key: provider, label: Provider, kind: provider, needed: create }
      - { key: patient_ref, label: Chart number, kind: patient_ref, needed: done }
    waiting_on: [{ key: patient, pauses: true, chase: 1 business day }, { key: provider, pauses: false, chase: 1 business day }]
    outcomes:
      - { key: rescheduled, label: Rescheduled }
      - { key: waitlisted, label: Waitlisted, follow_up: { type: reschedule, due: 5 business days } }
    review: none
routing:                         # first match wins
  - { when: { type: [denial_followup], insurer: [aetna] }, to: { queue: billing, owner: priya } }
  - { when: { location: [north] }, to: { owner: least_loaded } }
attention:
  idle: { todo: 4 business hours, in_progress: 1 business day }
  escalate: [{ after: 4 business hours overdue, to: lead }, { after: 2 business days overdue, to: manager }]
  bundles: ["10:30", "13:15", "15:30"]   # when routine notices go out, one message each
  quiet_hours: outside_hours     # urgent tasks are the one exception
  max_messages_per_person: 6 per day     # routine ones; the rest waits for the digest
`;
