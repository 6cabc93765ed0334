#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Somebody without an account tries Foyer: sample data from the welcome page, a save that is not complete yet, a lead of a person; at the
next start all of it is there again. Would catch a problem that is shown but not told, and sample data that forgets."""

import driver
import journey as report


def is_invalid(application, role, name):
    return [node for node in application.find_all(role, name) if driver.has_state(node, 'INVALID_ENTRY')]


def journey(build, home):
    application = report.open_application(build)
    application.press(application.find('button', 'Try with Sample Data'))
    application.wait_for_focus('text', 'Name')
    report.check('sample data opens with an empty form', True)
    driver.wait_for('sample leads', lambda: len(application.find_all('list item', below=application.find('list', 'Leads'))) > 5)
    report.check('and with leads in the list', True)

    application.enter('Name', 'A wedding')
    application.key('ctrl+s')
    application.wait_for_focus('text', 'Company')
    report.check('a save that is not complete puts the cursor on the first problem', True)
    driver.wait_for('the mark on Company', lambda: is_invalid(application, 'text', 'Company'))
    report.check('all problems are marked for a screen reader', driver.wait_for(
        'the mark on Quality', lambda: is_invalid(application, 'combo box', 'Quality')))
    report.check('and the first is said, with how many there are', application.wait_for_announcement('fields to go'))

    application.focus(application.find('radio button', 'Company'))
    application.key('Right', 'space')
    person = application.find('text', 'Person')
    report.check('a lead of a person asks for no company', not application.find_all('text', 'Company'))
    picked = application.pick('Person', 'a')
    for name, number in (('Quality', 1), ('Stage', 1), ('Type', 2), ('Subtype', 1), ('Industry', 1), ('Source', 1)):
        application.choose(name, number)
    report.check('what is mended is not marked any more', not (is_invalid(application, 'text', 'Person') + is_invalid(
        application, 'combo box', 'Quality')))
    application.key('ctrl+s')
    application.wait_for_label('Saved')
    application.find('list item', lambda name: name.startswith(f'A wedding, {picked}') and 'Draft' not in name)
    report.check('the lead is in the list', application.text_of(person) == picked)

    application.close()
    application.start()
    application.wait_for_focus('text', 'Name')
    report.check('the next start opens the sample data at once', application.text_of(application.find('text', 'Name')) == '')
    application.find('list item', lambda name: name.startswith(f'A wedding, {picked}'))
    report.check('with the lead that was entered', True)


report.run(journey)
