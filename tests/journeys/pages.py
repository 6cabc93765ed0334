# SPDX-License-Identifier: GPL-3.0-or-later
"""A walk over every page of the window, for what has to hold on all of them: no control without a name, every text translatable, nothing
cut off, everything mirrored. Nothing of it depends on the language the application speaks."""

import time

import driver
import journey

CHANGED = 'Changed by two'
PAGES_OF_MENU = (('pipeline', 2), ('figures', 3))  # where they are in the main menu, whose items have no names in AT-SPI


def walk_all(build, application, sandbox, look):
    """Shows each page once and calls look (its name). The application has to be at its welcome page, and the sandbox to refuse channels."""
    before_an_account(application, sandbox, look)
    the_form(application, look)
    the_list(application, look)
    the_outbox(build, application, sandbox, look)
    the_dialogs(application, look)


def is_there(application, role, name):
    return bool(application.find_all(role, name))


def close_dialog(application, role, name):
    """Escape, until what the dialog is known by is gone."""
    application.key('Escape')
    driver.wait_for(f'the end of the dialog with {name}', lambda: not is_there(application, role, name))


def before_an_account(application, sandbox, look):
    application.find('button', 'Connect an Account…')
    look('welcome')
    application.press(application.find('button', 'Connect an Account…'))
    application.find('text', 'API Key')
    look('connect')
    application.choose('Region of the Account', 'Other Address')
    application.enter('Address (https://…)', sandbox.address)
    application.enter('API Key', 'sample')
    application.focus(application.find('text', 'Secret'))
    application.type('mistyped')
    application.press(application.find('button', 'Connect'))
    driver.wait_for('what is wrong', lambda: [node for node in application.find_all('text') if driver.has_state(node, 'INVALID_ENTRY')])
    look('connect, refused')
    application.focus(application.find('text', 'Secret'))
    application.key('ctrl+a')
    application.type('sample-secret')
    application.press(application.find('button', 'Connect'))
    application.find('button', 'Start')
    look('what this key can do')
    application.press(application.find('button', 'Start'))
    application.wait_for_focus('text', 'Name')


def the_form(application, look):
    look('empty form')
    application.enter('Name', CHANGED)
    application.key('ctrl+s')
    application.wait_for_focus('text', 'Company')
    driver.wait_for('the mark on Quality', lambda: driver.has_state(application.find('combo box', 'Quality'), 'INVALID_ENTRY'))
    look('form with problems')
    application.type('a')
    application.find('list', 'Suggestions')
    look('picker')
    application.key('Escape')
    application.key('ctrl+a', 'BackSpace')
    application.open_choices(application.find('combo box', 'Quality'))
    look('picklist')
    application.key('Escape')
    application.focus(application.find('list item', 'Add a custom field'))
    application.key('Return')
    application.find('text', 'Number of the field')
    look('custom field')
    application.key('Escape')
    journey.fill(application, '')
    application.key('ctrl+s')
    application.wait_for_label('Saved')
    look('saved')


def open_menu(application, page, button, look):
    application.press(application.find('toggle button', button))  # inside of a button of that name, without an action
    application.find('menu item')
    look(page)
    application.key('Escape')
    driver.wait_for('the end of the menu', lambda: not application.find_all('menu item'))


def the_list(application, look):
    application.key('ctrl+f')
    application.type('zzzz')
    driver.wait_for('a list without leads', lambda: not application.find_all('list', 'Leads'))
    look('search without a result')
    application.key('ctrl+a', 'BackSpace')
    application.find('list item', lambda name: name.startswith(CHANGED))
    look('list')
    application.key('Escape')
    application.find('button', 'New Lead', below=application.find('grouping', 'No Lead Open'))
    look('no lead open')
    open_menu(application, 'main menu', 'Main Menu', look)
    application.press(application.find('button', 'Sort and Filter'))
    application.find('dialog')
    look('sort and filter')
    application.key('Escape')
    driver.wait_for('the end of the dialog', lambda: not application.find_all('dialog'))
    for page, number in PAGES_OF_MENU:
        application.press(application.find('toggle button', 'Main Menu'))
        driver.wait_for(f'{page} in the menu', lambda: len(application.find_all('menu item')) > number)
        application.press(application.find_all('menu item')[number])
        driver.wait_for('the end of the menu', lambda: not application.find_all('menu item'))
        time.sleep(1)
        look(page)
        application.key('Escape')
        time.sleep(0.5)
    application.key('alt+Down')
    open_menu(application, 'menu of the lead', 'More for this lead', look)


def the_outbox(build, application, sandbox, look):
    _, lead = journey.saved(sandbox, 1)
    application.key('ctrl+n')
    application.wait_for_focus('text', 'Name')
    driver.wait_for('an empty form', lambda: application.text_of(application.find('text', 'Name')) == '')
    journey.fill(application, 'Refused')
    application.choose('Channel', 1)
    application.key('ctrl+s')
    driver.wait_for('the mark on Channel', lambda: driver.has_state(application.find('combo box', 'Channel'), 'INVALID_ENTRY'), 60)
    look('refused lead')

    application.key('ctrl+f')
    application.type(CHANGED)
    driver.wait_for('what is searched', lambda: len(application.find_all('list item', below=application.find('list', 'Leads'))) == 1)
    application.key('Return')
    driver.wait_for('the open lead', lambda: application.text_of(application.find('text', 'Name')) == CHANGED)
    driver.ask(build, sandbox, 'lead', 'update', str(lead), 'description=Theirs')
    application.enter('Description', 'Mine')
    application.key('ctrl+s')
    application.wait_for_label('Saved')
    application.activate('win.outbox')
    application.find('list', 'Outbox')
    look('outbox')
    resolve = driver.wait_for('what needs a person', lambda: [
        button for button in application.find_all('button') if application.spoken('Compare…').intersection(application.labels(button))], 60)[0]
    look('outbox that needs you')
    application.press(resolve)
    application.find('button', 'Send', below=application.find('dialog'))
    look('resolver')
    close_dialog(application, 'button', 'Choose All at Once')
    open_menu(application, 'menu of the outbox', 'More for the outbox', look)
    sandbox.stop()
    application.activate('win.refresh')
    look('without the platform')


def the_dialogs(application, look):
    for action, role, name, page in (
            ('app.preferences', 'dialog', 'Preferences', 'preferences'),
            ('app.shortcuts', 'label', 'Close the window', 'shortcuts'),
            ('app.about', 'dialog', None, 'about')):
        application.activate(action)
        application.find(role, name)
        time.sleep(0.5)
        look(page)
        application.key('Escape')
        driver.wait_for(f'the end of {page}', lambda: not application.find_all(role, name))
