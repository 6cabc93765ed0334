#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A person connects an account, adds a lead and changes it, and sets what a save is like, with the keyboard and what a screen reader sees. Would catch anything on the way
from the key press to the platform that does not fit together."""

import time

import driver
import journey as report


def do_without_undo(application):
    """The first choice of a preference, whose row tells more than what is chosen."""
    application.key('ctrl+comma')
    combo = application.find('combo box', 'Time to Undo')
    first = application.open_choices(combo)[0]
    while application.offered(combo)[1] != first:
        before = application.offered(combo)[1]
        application.key('Up')
        driver.wait_for('the choice before', lambda: application.offered(combo)[1] != before)
    application.key('Return')
    driver.wait_for(f'{first} in the preferences', lambda: first in application.labels(combo))
    application.key('Escape')
    application.wait_for_focus('text', 'Name')


def journey(build, home):
    with report.sandbox_running(build, home) as sandbox:
        application = report.open_application(build)
        report.connect(application, sandbox)
        report.check('the cursor is in Name when a lead is begun', True)

        expected = report.fill(application, 'Gala dinner')
        application.key('ctrl+s')
        application.wait_for_label('Saved')
        said = application.wait_for_announcement('Saved')
        report.check('what can be undone is said in words, without the mark of a mnemonic', 'Undo' in said and '_' not in said, said)
        application.key('ctrl+z')
        application.wait_for_label('Save undone')
        driver.wait_for('an unsaved form', lambda: driver.has_state(application.find('button', 'Save'), 'SENSITIVE'))
        report.check('a save can be undone, and everything is there again', application.text_of(application.find('text', 'Name')) ==
                     'Gala dinner' and not sandbox.saves())
        application.key('ctrl+s')
        application.wait_for_label('Saved')
        sent, lead = report.saved(sandbox, 1)
        report.check('the lead is on the platform as it was entered', report.is_on_platform(build, sandbox, lead, expected), str(sent))
        report.check('with nothing that nobody chose', not {'industryId', 'channelId', 'description', 'id'} & set(sent), str(sent))

        application.enter('Description', 'Forty guests')
        application.key('ctrl+s')
        sent, changed = report.saved(sandbox, 2)
        report.check('the change reaches the same lead', changed == lead and sent.get('description') == 'Forty guests', str(sent))
        report.check('and nothing else was sent but what the platform asks for', set(sent) <= {'id', 'description', 'qualityId'}, str(sent))

        driver.wait_for('a saved form', lambda: not driver.has_state(application.find('button', 'Save'), 'SENSITIVE'))
        application.key('ctrl+s')
        application.wait_for_label('Nothing was changed')
        time.sleep(1)
        report.check('a save without a change sends nothing', len(sandbox.saves()) == 2)

        application.key('ctrl+n')
        application.wait_for_focus('text', 'Name')
        driver.wait_for('an empty form', lambda: application.text_of(application.find('text', 'Name')) == '')
        fields = {'Quality': 'qualityId', 'Stage': 'stageId', 'Type': 'typeId', 'Source': 'sourceId'}
        titles = {name: application.choices(name) for name in (*fields, 'Industry', 'Channel')}
        more = {}
        for name in ('Industry', 'Channel'):
            more[name] = next(title for title in titles[name] if [other[0] for other in titles[name]].count(title[0]) == 1)
        application.focus(application.find('text', 'Name'))
        application.pressed = 0
        application.type('Gala dinner')
        application.pick('Company', expected['companyName'][:3])
        application.pick('Lead contact')
        for name, field in fields.items():
            application.choose_by_letters(name, expected['titles'][field], titles[name])
        for name, title in more.items():
            application.choose_by_letters(name, title, titles[name])
        application.key('ctrl+Return')
        report.note(f'{application.pressed} key presses for a typical lead: a name of 11 letters, company, person and six picklists')
        report.check('a typical lead takes at most 45 key presses', application.pressed <= 45, application.pressed)
        sent, lead = report.saved(sandbox, 3)
        report.check('with all six choices', 'industryId' in sent and {'channel', 'channelId'} & set(sent), str(sent))
        report.check('the next lead is entered without opening a list', report.is_on_platform(build, sandbox, lead, expected), str(sent))
        driver.wait_for('an empty form', lambda: application.text_of(application.find('text', 'Name')) == '')
        application.wait_for_focus('text', 'Name')
        report.check('and the one after it is begun', True)

        do_without_undo(application)
        report.fill(application, 'Sent at once')
        application.announced.clear()
        application.key('ctrl+s')
        said = application.wait_for_announcement('Saved')
        report.check('without a time to undo nothing is offered to be undone', 'Undo' not in said, said)
        sent, _ = report.saved(sandbox, 4)
        report.check('and what is saved is sent', 'Sent at once' in sent.values(), str(sent))


report.run(journey)
