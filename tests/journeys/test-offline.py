#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The platform cannot be reached, the application is killed, and nothing that was typed is lost. Would catch a form that needs the network,
a draft that is not on the disk, and a lead that is sent twice."""

import time

import driver
import journey as report

LISTS = ('Quality', 'Stage', 'Type', 'Source')


def open_from_list(application, name):
    """By keyboard: the row, then Enter."""
    application.focus(application.find('list item', lambda text: name in text))
    application.key('Return')
    driver.wait_for(f'{name} in the form', lambda: application.text_of(application.find('text', 'Name')) == name)


def journey(build, home):
    with report.sandbox_running(build, home) as sandbox:
        application = report.open_application(build)
        report.connect(application, sandbox)
        online = {name: application.choices(name) for name in LISTS}
        # Who is looked up is remembered: the same company can be picked without the platform.
        expected = report.fill(application, 'Entered while all was well')
        application.key('ctrl+s')
        application.wait_for_label('Saved')
        report.saved(sandbox, 1)

        sandbox.stop()
        application.close()
        application.start()
        application.wait_for_focus('text', 'Name')
        report.check('with no platform the saved account opens with its form, and asks for no secret', True)
        report.check('the picklists are full', {name: application.choices(name) for name in LISTS} == online)
        application.find('list item', lambda text: 'Entered while all was well' in text)
        report.check('and the leads are listed', True)

        expected = report.fill(application, 'Entered in a tunnel')
        time.sleep(1.5)
        application.kill()
        application.start()
        application.wait_for_focus('text', 'Name')
        open_from_list(application, 'Entered in a tunnel')
        report.check('what was typed is there again after kill -9', application.text_of(application.find('text', 'Company')) ==
                     expected['companyName'] and application.chosen('Source') == expected['titles']['sourceId'])

        application.key('ctrl+s')
        application.wait_for_label('Saved')
        report.check('a save without the platform is a save', len(sandbox.saves()) == 1)
        application.find('button', lambda text: 'Outbox (1)' in text)
        report.check('and the outbox says that it waits', True)
        application.press(application.find('button', 'Add a Note'))
        application.focus(application.find('text', 'Note'))
        application.type('Said in a tunnel')
        application.press(application.find('button', 'Save Note'))
        application.wait_for_announcement('Note saved')
        application.find('button', lambda text: 'Outbox (2)' in text)
        report.check('a note on it waits behind it', 'Said in a tunnel' in application.labels())
        application.kill()

        sandbox.start()
        application.start()
        application.wait_for_focus('text', 'Name')
        _, lead = report.saved(sandbox, 2)
        report.check('with the platform back, the lead arrives', report.is_on_platform(build, sandbox, lead, expected))
        notes = driver.wait_for('the note', lambda: sandbox.committed('addOrUpdateLeadNote'))
        report.check('and its note after it', str(notes[0][0].get('leadId')) == str(lead) and notes[0][0].get('note') == 'Said in a tunnel')
        time.sleep(3)
        report.check('once', len(sandbox.saves()) == 2 and len(sandbox.committed('addOrUpdateLeadNote')) == 1)


report.run(journey)
