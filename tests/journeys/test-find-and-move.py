#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Somebody finds leads with the keyboard alone: by words, by a filter, and from one to the next without leaving the form; then moves one to
another stage in the pipeline. Would catch a key that leads nowhere, a list that opens the wrong lead, and a move that is shown and not
sent."""

import driver
import journey as report


def rows(application):
    return application.find_all('list item', below=application.find('list', 'Leads'))


def names(application):
    return [driver.name_of(row) for row in rows(application)]


def open_name(application):
    found = application.find_all('text', 'Name')
    return application.text_of(found[0]) if found else ''


def journey(build, home):
    with report.sandbox_running(build, home, '--seed', '7') as sandbox:
        application = report.open_application(build)
        report.connect(application, sandbox)
        driver.wait_for('leads', lambda: len(rows(application)) > 5)

        word = names(application)[1].split()[0].rstrip(',')
        application.key('ctrl+f')
        application.wait_for_focus('entry', 'Search leads')
        application.type(word.lower())
        driver.wait_for('only what matches', lambda: names(application) and all(word.lower() in name.lower() for name in names(application)))
        report.check('Ctrl+F and a word leave what has the word', True)

        first = names(application)[0]
        application.key('Return')
        driver.wait_for('the first lead', lambda: open_name(application) and first.startswith(open_name(application)))
        report.check('Enter opens the first', True)

        if len(names(application)) > 1:
            second = names(application)[1]
            application.key('alt+Down')
            driver.wait_for('the second lead', lambda: second.startswith(open_name(application)) and open_name(application) not in first)
            application.key('alt+Up')
            driver.wait_for('the first lead again', lambda: first.startswith(open_name(application)))
        report.check('the next and the previous lead are those of the filtered list', True)

        found = names(application)
        application.press(application.find('toggle button', 'More for this lead'))
        driver.wait_for('the menu', lambda: len(application.find_all('menu item')) > 3)
        application.key('p')
        application.wait_for_focus('entry', 'Search leads')
        driver.wait_for('the leads of the person, this one among them',
                        lambda: names(application) != found and any(open_name(application) in name for name in names(application)))
        report.check('the menu of a lead leads to the others of its person', True)

        application.key('ctrl+f')
        application.key('Escape')
        driver.wait_for('all leads', lambda: len({name.split()[0] for name in names(application)}) > 1)
        report.check('Escape in the search shows all again', True)

        edited = open_name(application)
        following = names(application)[[name.startswith(edited) for name in names(application)].index(True) + 1]
        before = len([name for name in names(application) if edited in name])
        application.focus(application.find('text', 'Description'))
        application.key('ctrl+a')
        application.type('Asked again')
        driver.wait_for('its draft above', lambda: len([name for name in names(application) if edited in name]) > before)
        application.key('ctrl+shift+Return')
        driver.wait_for('the lead below it', lambda: open_name(application) != edited and following.startswith(open_name(application)))
        report.check('Ctrl+Shift+Enter saves what was changed and opens the lead below it', bool(report.saved(sandbox, 1)))

        application.key('ctrl+shift+f')
        application.find('combo box', 'Sort By')
        application.choose('Group By', 2)
        application.key('Escape')
        driver.wait_for('the list alone', lambda: not application.find_all('combo box', 'Sort By'))
        report.check('Ctrl+Shift+F sorts and groups', True)

        application.key('ctrl+question')
        application.wait_for_label('Save and open the next lead of the list')
        application.key('Escape')
        driver.wait_for('the keys to be gone', lambda: not [text for text in application.labels() if text.startswith('Save and open the next')])
        report.check('the keys are explained', True)

        application.key('ctrl+shift+p')

        def columns():
            return application.find_all('list', lambda name: ': ' in name and name.endswith(('lead', 'leads')))

        driver.wait_for('the columns', lambda: len(columns()) > 3 and any(application.has_focus(node) for node in columns()))
        report.check('Ctrl+Shift+P shows the pipeline, and the cursor is in it', True)
        column = [node for node in columns() if application.has_focus(node)][0]
        before = driver.name_of(column)
        application.key(driver.MENU_KEY)
        driver.wait_for('the stages', lambda: [item for item in application.find_all('menu item') if driver.has_state(item, 'SHOWING')])
        application.key('End', 'Up', 'Return')  # Lost, which asks why
        application.choose('Reason', 1)
        application.press(application.find('button', 'Move'))
        report.check('a stage that has reasons asks for one', True)
        save = report.saved(sandbox, 2)
        report.check('a key moves a lead to another stage', bool(save))
        driver.wait_for('one lead less', lambda: driver.name_of(column) != before, 60)
        report.check('and the column has one lead less', True)

        application.press(application.find('toggle button', 'Main Menu'))
        driver.wait_for('the menu', lambda: len(application.find_all('menu item')) > 3)
        application.press(application.find_all('menu item')[3])
        driver.wait_for('the focus on a figure', lambda: [
            row for row in application.find_all('list item', lambda name: ': ' in name and name.endswith(('lead', 'leads'))) if application.has_focus(row)])
        report.check('the figures take the cursor', True)

        application.close()


report.run(journey)
