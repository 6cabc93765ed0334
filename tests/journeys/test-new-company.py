#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A lead of a company and a person the platform does not know, entered without leaving the form. Would catch a picker that ends there, a form
that is lost behind the dialog, and a lead that goes before what it names, or without it; and Tab that ends at a message below a row."""

import json

import driver
import journey as report


def make(application, row, typed, entries):
    """What the picker offers when it knows nobody of that name."""
    entry = application.find('text', row)
    application.focus(entry)
    application.type(typed)
    application.find('list item', lambda name: typed in name and name.startswith('New '))
    application.key('Return')
    application.find('button', 'Add')
    for name, text in entries:
        application.enter(name, text)
    application.key('Return')
    driver.wait_for(f'{typed} in {row}', lambda: application.text_of(application.find('text', row)) == typed)
    application.wait_for_label('New, not sent yet')


def journey(build, home):
    with report.sandbox_running(build, home) as sandbox:
        application = report.open_application(build)
        report.connect(application, sandbox)
        application.enter('Name', 'Opening night')
        make(application, 'Company', 'Quay Theatre Quorum', [])
        make(application, 'Lead contact', 'Zadie Quill', [('E-mail', 'zadie@quay.example')])
        report.check('the form still has what was typed before', application.text_of(application.find('text', 'Name')) == 'Opening night')
        for name, number in (('Quality', 2), ('Stage', 2), ('Type', 3), ('Source', 4)):
            application.choose(name, number)
        application.key('ctrl+s')
        application.wait_for_label('Saved')
        _, lead = report.saved(sandbox, 1)
        report.check('the lead arrives with both', report.is_on_platform(build, sandbox, lead, {
            'companyName': 'Quay Theatre Quorum', 'contactName': 'Zadie Quill', 'titles': {}}))
        driver.wait_for('rows that say no more that they were not sent', lambda: not [
            text for text in application.labels() if text == 'New, not sent yet'], 60)
        report.check('and the open form says so', application.text_of(application.find('text', 'Company')) == 'Quay Theatre Quorum')
        actions = [json.loads(line).get('action', '').rsplit('/', 1)[-1] for line in sandbox.journal.read_text().splitlines()]
        wrote = [action for action in actions if action.startswith('add')]
        report.check('each once, and in order', len(wrote) == 3 and wrote[-1] == 'addOrUpdateLead')
        if len(wrote) != 3:
            report.note(str(wrote))


report.run(journey)
