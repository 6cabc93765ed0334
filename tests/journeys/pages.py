# SPDX-License-Identifier: GPL-3.0-or-later
"""Walks over every page of the window, for what has to hold on all of them: no control without a name, every text translatable, nothing
cut off. Nothing of it depends on the language the application speaks. There are several, so that they can run side by side; each begins
at the welcome page, with a sandbox that refuses channels."""

import contextlib
import os
import pathlib
import shutil
import sqlite3
import time

import driver
import journey

FIGURES, HISTORY, HISTORY_OF_LEAD, DISCARD = 3, -1, -2, -1  # places in menus
BORDER = 5  # around a window on a screen without transparency
CHANGED = 'Changed by two'
UNKNOWN = 'Zyx Qqbar'
# What is typed on the way, and what else is no message of ours.
TYPED = {CHANGED, UNKNOWN, *UNKNOWN.split(), 'Refused', 'Theirs', 'Mine', 'zzzz', 'Warm ones', 'Ring back', 'Twins', 'nowhere', 'precious.db'}


def walk(part, build, home, begin, **options):
    """Shows each page of that part once, and tells what begin (application, sandbox) returns its name. The application goes on at a
    warning, for one that is not ours: libadwaita 1.7 tries the heading of an alert in one line first, and GTK warns of one that is too long
    for that."""
    log = pathlib.Path(home) / 'warnings'
    if part == 'narrow':
        begin_narrow()
    with journey.sandbox_running(build, home, '--fault', 'refuse:field=channelId') as sandbox:
        application = journey.open_application(build, log=log, **options)
        look = begin(application, sandbox)
        try:
            for step in PARTS[part]:
                step(build, application, sandbox, look)
        except Exception:
            journey.note(log.read_text(errors='replace'))
            raise
    found = [line for line in log.read_text(errors='replace').splitlines() if 'WARNING' in line and 'Trying to measure GtkLabel' not in line
             and 'gdk_frame_timings_submitted' not in line]
    journey.check('nothing else is warned of', not found, '\n'.join(found))


# Steps of every walk

def is_there(application, role, name):
    return bool(application.find_all(role, name))


def close_dialog(application, role, name):
    """Escape, until what the dialog is known by is gone."""
    application.key('Escape')
    driver.wait_for(f'the end of the dialog with {name}', lambda: not is_there(application, role, name))


def look_at_dialog(application, role, name, look, page):
    """A dialog that is known by something in it, is looked at and left."""
    application.find(role, name)
    time.sleep(0.3)  # until it has come all the way
    look(page)
    close_dialog(application, role, name)


def menu_items(application):
    return application.find_all('menu item')


def close_menu(application):
    application.key('Escape')
    driver.wait_for('the end of the menu', lambda: not menu_items(application))


def open_menu(application, page, button, look):
    application.press(application.find('toggle button', button))  # inside of a button of that name, without an action
    application.find('menu item')
    look(page)
    close_menu(application)


def choose_in_menu(application, button, number):
    """By its place, as in a list of Python: the items have no names in AT-SPI."""
    application.press(application.find('toggle button', button))
    driver.wait_for(f'item {number} of the menu', lambda: len(menu_items(application)) > 2)
    application.press(menu_items(application)[number])
    driver.wait_for('the end of the menu', lambda: not menu_items(application))


def expand(application, name):
    """An expander row, with the keyboard."""
    application.focus(application.find('list item', name))
    application.key('Return')


def open_lead(application, name):
    application.key('ctrl+f')
    application.wait_for_focus('entry', 'Search leads')
    application.key('ctrl+a')
    application.type(name)
    driver.wait_for('what is searched', lambda: is_there(application, 'list', 'Leads') and len(application.find_all(
        'list item', below=application.find('list', 'Leads'))) == 1)
    application.key('Return')
    driver.wait_for('the open lead', lambda: application.text_of(application.find('text', 'Name')) == name)


def find_named_of(application, role, message):
    """A control whose name begins with that message, and ends with what it is about."""
    beginnings = tuple(text.split('%')[0] for text in application.spoken(message))
    return application.find(role, lambda name: name.startswith(beginnings))


def wait_for_leads(application):
    """Until each row that is seen is filled in."""
    def names():
        lists = application.find_all('list', 'Leads')
        return [driver.name_of(item) for item in application.find_all('list item', below=lists[0])] if lists else []

    driver.wait_for('leads', lambda: (lambda found: len(found) > 5 and all(found))(names()))


def save_a_lead(application, sandbox):
    application.enter('Name', CHANGED)
    journey.fill(application, '')
    application.key('ctrl+s')
    application.wait_for_label('Saved')
    return journey.saved(sandbox, 1)[1]


def connect(_build, application, sandbox, _look):
    journey.connect(application, sandbox)
    wait_for_leads(application)


# From the welcome page to a lead that is saved

def before_an_account(_build, application, sandbox, look):
    application.find('button', 'Connect an Account…')
    look('welcome')
    open_menu(application, 'menu of the welcome page', 'Main Menu', look)
    application.press(application.find('button', 'Connect an Account…'))
    application.find('text', 'API Key')
    look('connect')
    expand(application, 'Where do I get a key?')
    expand(application, 'What does the key have to allow?')
    expand(application, 'What if a reply gets lost?')
    application.key('Tab')
    application.find('spin button', 'Seconds a Request Is Accepted')
    application.find('button', 'Copy List')
    look('connect, with what is explained')
    application.choose('Region of the Account', 'Other Address')
    application.enter('Address (https://…)', sandbox.address)
    application.enter('API Key', 'sample')
    application.focus(application.find('text', 'Secret'))
    application.type('mistyped')
    application.press(application.find('button', 'Connect'))
    driver.wait_for('what is wrong', lambda: [node for node in application.find_all('text') if driver.has_state(node, 'INVALID_ENTRY')])
    look('connect, refused')
    application.press(application.find('button', 'Details'))
    look_at_dialog(application, 'button', 'Copy Details', look, 'details of an error')
    application.focus(application.find('text', 'Secret'))
    application.key('ctrl+a')
    application.type('sample-secret')
    application.press(application.find('button', 'Connect'))
    application.find('button', 'Start')
    look('what this key can do')
    application.press(application.find('button', 'Start'))
    application.wait_for_focus('text', 'Name')
    wait_for_leads(application)


def new_party(application, row, page, look):
    """The dialog for somebody who is not on the platform, from its picker; and what it says of an address that is none."""
    application.focus(application.find('text', row))
    application.type(UNKNOWN)
    driver.wait_for('the offer to make one', lambda: [item for item in application.find_all('list item') if UNKNOWN in driver.name_of(item)])
    application.key('Return')
    application.find('button', 'Add')
    look(page)
    mail = driver.wait_for('an entry for an address', lambda: application.find_all('text', 'E-mail') + application.find_all('text', 'E-mail (optional)'))[0]
    application.focus(mail)
    application.type('nowhere')
    application.key('Return')
    driver.wait_for('what is wrong', lambda: driver.has_state(mail, 'INVALID_ENTRY'))
    look(f'{page}, with problems')
    close_dialog(application, 'button', 'Add')
    application.focus(application.find('text', row))
    application.key('ctrl+a', 'BackSpace')


def the_form(_build, application, sandbox, look):
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
    new_party(application, 'Company', 'new company', look)
    application.open_choices(application.find('combo box', 'Quality'))
    look('picklist')
    application.key('Escape')
    application.focus(application.find('list item', 'Add a custom field'))
    application.key('Return')
    number = application.find('text', 'Number of the field')
    look('custom field')
    application.key('Return')
    driver.wait_for('what is wrong with the number', lambda: driver.has_state(number, 'INVALID_ENTRY'))
    look('custom field without a number')
    application.key('Escape')
    driver.wait_for('the end of the custom field', lambda: not is_there(application, 'text', 'Number of the field'))
    choose_in_menu(application, 'More for this lead', DISCARD)
    look_at_dialog(application, 'button', 'Discard', look, 'discard a new lead')
    journey.fill(application, '')
    application.key('ctrl+s')
    application.wait_for_label('Saved')
    look('saved')
    journey.saved(sandbox, 1)


def a_lead_of_a_person(_build, application, sandbox, look):
    company = application.text_of(application.find('text', 'Company'))
    application.key('ctrl+n')
    driver.wait_for('an empty form', lambda: application.text_of(application.find('text', 'Name')) == '')
    application.enter('Name', company)
    application.wait_for_label('Looks the Same')
    look('what looks the same')
    application.focus(application.find('radio button', 'Company'))
    application.key('Right', 'space')
    application.find('text', 'Person')
    look('form for a person')
    new_party(application, 'Person', 'new person', look)


# The leads, and what is made of them

def the_list(_build, application, _sandbox, look):
    application.key('ctrl+f')
    application.wait_for_focus('entry', 'Search leads')
    application.type('zzzz')
    driver.wait_for('a list without leads', lambda: not is_there(application, 'list', 'Leads'))
    look('search without a result')
    application.key('ctrl+a', 'BackSpace')
    driver.wait_for('leads', lambda: is_there(application, 'list', 'Leads'))
    application.key('Escape')
    application.find('button', 'New Lead', below=application.find('grouping', 'No Lead Open'))
    look('no lead open')
    open_menu(application, 'main menu', 'Main Menu', look)


def the_filters(_build, application, _sandbox, look):
    application.press(application.find('button', 'Sort and Filter'))
    application.find('combo box', 'Sort By')
    look('sort and filter')
    application.open_choices(application.find('combo box', 'Sort By'))
    look('sort by')
    application.key('Escape')
    expand(application, 'Quality')
    application.find('check box')
    look('filter by quality')
    application.choose('Date Created', 'On Chosen Days')
    look('filter by date')
    application.focus(find_named_of(application, 'toggle button', 'Choose a Day: %s'))
    application.key('space')
    driver.wait_for('the calendar', lambda: str(time.localtime().tm_year) in application.labels())
    look('calendar')
    application.key('Escape')
    application.focus(application.find('text', 'Name of the Filter'))
    application.type('Warm ones')
    application.key('Return')
    driver.wait_for('the end of the dialog', lambda: not is_there(application, 'combo box', 'Sort By'))
    application.find('toggle button', 'Warm ones')
    application.press(application.find('button', 'Sort and Filter'))
    look_at_dialog(application, 'combo box', 'Sort By', look, 'filters that are kept')


def columns(application):
    return application.find_all('list', lambda name: ': ' in name)


def the_pipeline(_build, application, _sandbox, look):
    application.key('ctrl+shift+p')
    driver.wait_for('the columns', lambda: len(columns(application)) > 3 and any(application.has_focus(node) for node in columns(application)))
    look('pipeline')
    application.key(driver.MENU_KEY)
    application.find('menu item')
    look('menu of the stages')
    application.key('End', 'Up', 'Return')  # Lost, which asks why
    look_at_dialog(application, 'combo box', 'Reason', look, 'why a lead is lost')
    application.key('Escape')


def the_figures(_build, application, _sandbox, look):
    choose_in_menu(application, 'Main Menu', FIGURES)
    application.find(driver.GROUP, 'Leads by Stage')
    look('figures')
    source = application.find_all('list item', below=application.find(driver.GROUP, 'Leads by Source'))[0]
    application.focus(source)
    application.key('Return')
    driver.wait_for('the months', lambda: len(application.find_all('list item', below=application.find(driver.GROUP, 'Leads by Source'))) > 12)
    look('figures by month')
    application.key('Escape')


def the_lead(_build, application, sandbox, look):
    application.key('ctrl+n')
    application.wait_for_focus('text', 'Name')
    lead = save_a_lead(application, sandbox)
    application.key('ctrl+n')
    application.wait_for_focus('text', 'Name')
    sandbox.call('contact', 'addOrUpdateLead', id=lead, qualityId=1, description='<p>Forty <b>guests</b></p><ul><li>late</li></ul>')
    open_lead(application, CHANGED)
    application.find('button', 'Edit as Plain Text')
    look('lead with formatting')
    open_menu(application, 'menu of the lead', 'More for this lead', look)
    application.press(application.find('button', 'Edit as Plain Text'))
    application.wait_for_focus('text', 'Description')
    application.key('ctrl+a')
    application.enter('Description', 'Mine')
    look('changed lead')
    choose_in_menu(application, 'More for this lead', DISCARD)
    look_at_dialog(application, 'button', 'Discard', look, 'discard changes')
    choose_in_menu(application, 'More for this lead', HISTORY_OF_LEAD)
    application.find('dialog')
    find_named_of(application, 'label', 'Saved %1$s, on the platform %2$s')
    look('history')
    application.key('Escape')
    driver.wait_for('the end of the history', lambda: not is_there(application, 'dialog', None))
    application.press(application.find('button', 'Add a Note'))
    application.focus(application.find('text', 'Note'))
    application.type('Ring back')
    look('note that is written')
    application.press(application.find('button', 'Save Note'))
    find_named_of(application, 'button', 'Edit the Note: %s')
    look('note')


def the_dialogs(_build, application, _sandbox, look):
    for action, role, name, page in (
            ('app.shortcuts', 'label', 'Close the window', 'shortcuts'),
            ('app.about', 'dialog', None, 'about'),
            ('app.preferences', 'dialog', 'Preferences', 'preferences')):
        application.activate(action)
        application.find(role, name)
        time.sleep(0.5)
        look(page)
        if page == 'preferences':
            application.focus(application.find(None, 'Remove Account…'))
            application.key('Return')
            look_at_dialog(application, 'button', 'Remove', look, 'remove the account')
        close_dialog(application, role, name)


def the_sample_data(_build, application, _sandbox, look):
    application.activate('app.open-sample')
    application.find('button', 'Leave')
    look('sample data')
    application.activate('app.reset-sample')
    look_at_dialog(application, 'button', 'Reset', look, 'reset the sample data')


# What is not sent, and what is in the way

def the_empty_outbox(_build, application, _sandbox, look):
    application.activate('win.outbox')
    application.wait_for_label('All Sent')
    look('empty outbox')
    application.press(application.find('radio button', 'Needs You'))
    application.wait_for_label('Nothing Needs You')
    look('nothing needs you')
    application.key('Escape')
    driver.wait_for('the end of the outbox', lambda: not is_there(application, 'radio button', 'Needs You'))


def find_what_needs_a_person(application, about):
    """The button of the row of the outbox about that, of which two sides have to be compared."""
    return driver.wait_for(f'{about}, which needs a person', lambda: [
        button for button in application.find_all('button', lambda name: about in name)
        if application.spoken('Compare…').intersection(application.labels(button))], 60)[0]


def the_outbox(build, application, sandbox, look):
    application.key('ctrl+n')
    application.wait_for_focus('text', 'Name')
    lead = save_a_lead(application, sandbox)
    application.key('ctrl+n')
    application.wait_for_focus('text', 'Name')
    driver.wait_for('an empty form', lambda: application.text_of(application.find('text', 'Name')) == '')
    journey.fill(application, 'Refused')
    application.choose('Channel', 1)
    application.key('ctrl+s')
    driver.wait_for('the mark on Channel', lambda: driver.has_state(application.find('combo box', 'Channel'), 'INVALID_ENTRY'), 60)
    look('refused lead')

    open_lead(application, CHANGED)
    driver.ask(build, sandbox, 'lead', 'update', str(lead), 'description=Theirs')
    application.enter('Description', 'Mine')
    application.key('ctrl+s')
    application.wait_for_label('Saved')
    application.activate('win.outbox')
    application.find('list', 'Outbox')
    look('outbox')
    needs = find_what_needs_a_person(application, CHANGED)
    look('outbox that needs you')
    application.press(needs)
    application.find('button', 'Send', below=application.find('dialog'))
    look('resolver')
    close_dialog(application, 'button', 'Choose All at Once')
    open_menu(application, 'menu of the outbox', 'More for the outbox', look)
    choose_in_menu(application, 'More for the outbox', HISTORY)
    application.find('dialog')
    find_named_of(application, 'label', 'Saved %1$s, on the platform %2$s')
    look('history of the outbox')
    application.key('Escape')
    driver.wait_for('the end of the history', lambda: not is_there(application, 'dialog', None))


def a_note_of_two(_build, application, sandbox, look):
    """Somebody else changes it while it is changed here."""
    lead = sandbox.saves()[0][1]
    note = sandbox.call('crm', 'addOrUpdateLeadNote', leadId=lead, note='Ring back')['id']
    application.key('ctrl+n')
    driver.wait_for('an empty form', lambda: application.text_of(application.find('text', 'Name')) == '')
    open_lead(application, CHANGED)
    edit = find_named_of(application, 'button', 'Edit the Note: %s')
    sandbox.call('crm', 'addOrUpdateLeadNote', leadId=lead, id=note, note='Theirs')
    application.press(edit)
    application.focus(application.find('text', 'Note'))
    application.key('ctrl+a')
    application.type('Mine')
    application.press(application.find('button', 'Save Note'))
    application.wait_for_announcement('Note saved')
    application.activate('win.outbox')
    application.press(find_what_needs_a_person(application, 'Mine'))
    look_at_dialog(application, 'button', 'Send Yours', look, 'note of two')
    application.key('Escape')


def account_folder(kind):
    return next(path.parent for path in pathlib.Path(os.environ[f'XDG_{kind}_HOME']).rglob('precious.db' if kind == 'DATA' else 'mirror.db'))


def a_lead_that_may_be_there(_build, application, sandbox, look):
    """No answer comes to an add, and what is on the platform when it can come there no more looks like it. That takes two seconds here."""
    application.close()
    sandbox.stop()
    with contextlib.closing(sqlite3.connect(account_folder('DATA') / 'precious.db')) as file, file:
        file.execute('UPDATE account SET request_lifetime = 2')
    sandbox.start('--lifetime', '2', '--fault', 'error-500:on=addOrUpdateLead,from=1,to=1')
    application.start()
    application.wait_for_focus('text', 'Name')
    journey.fill(application, 'Twins')
    application.key('ctrl+s')
    driver.wait_for('the add that is not answered', lambda: 'error-500' in sandbox.journal.read_text(), 60)
    sandbox.call('contact', 'addOrUpdateLead', **dict(sandbox.saves()[0][0], name='Twins', qualityId=1))
    application.activate('win.outbox')
    application.press(find_what_needs_a_person(application, 'Twins'))
    application.find(None, 'It Is This One')
    look_at_dialog(application, None, 'Send Anyway', look, 'lead that may be there')


def without_the_platform(_build, application, sandbox, look):
    sandbox.stop()
    application.activate('win.refresh')
    application.wait_for_label('Working offline.')
    look('without the platform')


def without_a_secret(_build, application, _sandbox, look):
    """The next start, after the keyring was lost, and everything that can be read again."""
    application.close()
    pathlib.Path(os.environ['SECRET_FILE_TEST_PATH']).unlink()
    shutil.rmtree(account_folder('CACHE'))
    application.start()
    look_at_dialog(application, 'button', 'Unlock', look, 'secret')
    look('without a secret')


def a_damaged_file(_build, application, _sandbox, look):
    """One page of it is no page any more; the account can still be read from it."""
    application.close()
    path = account_folder('DATA') / 'precious.db'
    with contextlib.closing(sqlite3.connect(path)) as file:
        size = file.execute('PRAGMA page_size').fetchone()[0]
        page = file.execute("SELECT rootpage FROM sqlite_master WHERE name = 'history'").fetchone()[0]
    with path.open('r+b') as file:
        file.seek((page - 1) * size)
        file.write(b'?' * size)
    application.start()
    application.find('button', 'Unlock')
    close_dialog(application, 'button', 'Unlock')
    application.find('button', 'What to Do')
    look('damaged file')
    application.press(application.find('button', 'What to Do'))
    look_at_dialog(application, 'button', 'Show the Folder', look, 'what to do about a damaged file')


def no_account(_build, application, _sandbox, look):
    application.close()
    (account_folder('DATA') / 'precious.db').write_bytes(b'no database at all' * 1000)
    application.start()
    application.wait_for_label('The Account Could Not Be Opened')
    look('account that cannot be opened')


# All of it as on a telephone

NARROW = 360


def begin_narrow():
    """The next window has that width, if nothing in it asks for more, and no more buttons of its own than on a telephone."""
    config = pathlib.Path(os.environ['XDG_CONFIG_HOME'])
    (config / 'gtk-4.0').mkdir(parents=True)
    (config / 'gtk-4.0' / 'settings.ini').write_text('[Settings]\ngtk-decoration-layout=:close\n')
    path = config / 'glib-2.0' / 'settings' / 'keyfile'
    path.parent.mkdir(parents=True)
    path.write_text(f'[io/github/foyer_crm/Foyer]\nwindow-size=({NARROW + 2 * BORDER}, 720)\n')


def stays_narrow(application, look):
    def look_narrowly(page):
        frame = application.find('frame')
        width = frame.get_component_iface().get_extents(driver.Atspi.CoordType.WINDOW).width
        journey.check(f'narrow {page}: it does not ask for more than {NARROW} pixels', width <= NARROW + 2 * BORDER, f'{width} pixels')
        look(f'narrow {page}')

    return look_narrowly


def the_narrow_window(build, application, sandbox, look):
    look = stays_narrow(application, look)
    application.find('button', 'Connect an Account…')
    look('welcome')
    application.press(application.find('button', 'Connect an Account…'))
    look_at_dialog(application, 'text', 'API Key', look, 'connect')
    journey.connect(application, sandbox, is_wide=False)
    wait_for_leads(application)
    application.press(application.find('button', 'New Lead'))
    application.wait_for_focus('text', 'Name')
    look('form')
    application.enter('Name', 'Mine')
    application.key('ctrl+s')
    driver.wait_for('the mark on Quality', lambda: driver.has_state(application.find('combo box', 'Quality'), 'INVALID_ENTRY'))
    look('form with problems')
    application.key('ctrl+f')
    application.find('list', 'Leads')
    look('list')
    for action, role, name, page in (
            ('win.filter', 'combo box', 'Sort By', 'sort and filter'),
            ('app.preferences', 'dialog', 'Preferences', 'preferences')):
        application.activate(action)
        look_at_dialog(application, role, name, look, page)
    application.activate('win.pipeline')
    driver.wait_for('the columns', lambda: columns(application))
    look('pipeline')
    application.key('Escape')
    the_empty_outbox(build, application, sandbox, look)
    the_outbox(build, application, sandbox, look)


PARTS = {
    'entering': (before_an_account, the_form, a_lead_of_a_person),
    'finding': (connect, the_list, the_filters, the_pipeline, the_figures),
    'changing': (connect, the_lead, the_dialogs, the_sample_data),
    'narrow': (the_narrow_window,),
    'sending': (connect, the_empty_outbox, the_outbox, a_note_of_two, a_lead_that_may_be_there),
    'trouble': (connect, without_the_platform, without_a_secret, a_damaged_file, no_account),
}
