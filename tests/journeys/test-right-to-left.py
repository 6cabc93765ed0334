#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Arabic and Hebrew in their real locales, with their messages as far as there are any. Would catch a layout that is not mirrored, a locale
that GTK does not take for what it is, and an address or a key that is turned around."""

import os

import driver
import journey as report
import locales

LANGUAGES = (('ar_EG', 'Arabic'), ('he_IL', 'Hebrew'))


def middle(node):
    place = node.get_component_iface().get_extents(driver.Atspi.CoordType.WINDOW)
    return place.x + place.width / 2


def runs_left_to_right(node):
    """Whether each letter stands to the right of the one before. The text is one of ASCII: GTK counts in bytes here."""
    text = driver.Application.text_of(node)
    places = [driver.Atspi.Text.get_character_extents(node, index, driver.Atspi.CoordType.WINDOW).x for index in range(len(text))]
    return text.isascii() and places == sorted(places) and places[0] < places[-1]


def check_stays(name, what, node):
    if driver.IS_GTK_4_24:
        report.note(f'{name}: GTK does not tell where the letters of {what} stand')
    else:
        report.check(f'{name}: {what} stays left to right', runs_left_to_right(node))


def check_telephone(application, name):
    """The groups of a number have no direction of their own: left to the language, the last would come first. While it is typed, the keyboard
    has its say, so it is looked at from the next entry."""
    company = application.find('text', 'Company')
    application.focus(company)
    application.type('Quay Theatre Quorum')
    application.find('list item', lambda text: 'Quay Theatre Quorum' in text)
    application.key('Return')
    application.enter('Telephone (optional)', '+20 12 3456')
    application.focus(application.find('text', 'E-mail (optional)'))
    check_stays(name, 'a telephone number', application.find('text', 'Telephone (optional)'))
    application.key('Escape')
    application.focus(company)
    application.key('ctrl+a', 'Delete')


def run_in(build, home, locale, name):
    environment, language = locales.language(home, locale)
    direction = locales.direction(environment)
    report.check(f'{name}: GTK reads the locale from right to left', direction == 'rtl', direction)
    report.note(f'{name}: {"with its messages" if language else "there are no messages in it yet"}')
    own = os.path.join(home, locale)
    os.mkdir(own, 0o700)
    with report.sandbox_running(build, own) as sandbox:
        application = report.open_application(build, environment=dict(environment, **own_folders(own)), language=language)
        application.press(application.find('button', 'Connect an Account…'))
        application.choose('Region of the Account', 'Other Address')
        application.enter('Address (https://…)', sandbox.address)
        check_stays(name, 'an address', application.find('text', 'Address (https://…)'))
        application.enter('API Key', 'sample')
        check_stays(name, 'a key', application.find('text', 'API Key'))
        application.focus(application.find('text', 'Secret'))
        application.type('sample-secret')
        application.press(application.find('button', 'Connect'))
        application.press(application.find('button', 'Start'))
        application.wait_for_focus('text', 'Name')
        leads = application.find('list', 'Leads')
        report.check(f'{name}: the leads are to the right of the form', middle(leads) > middle(application.find('text', 'Name')))
        report.check(f'{name}: the first column is to the right of the second',
                     middle(application.find('text', 'Company')) > middle(application.find('combo box', 'Quality')))
        report.check(f'{name}: Save is at the left end', middle(application.find('button', 'Save')) < middle(application.find('text', 'Name')))
        check_telephone(application, name)
        report.fill(application, 'Gala dinner')
        application.key('ctrl+s')
        application.wait_for_label('Saved')
        report.saved(sandbox, 1)
        report.check(f'{name}: a lead is entered and arrives', True)
        application.close()


def own_folders(own):
    return {f'XDG_{kind}_HOME': f'{own}/{kind.lower()}' for kind in ('DATA', 'CACHE', 'CONFIG', 'STATE')}


def journey(build, home):
    for locale, name in LANGUAGES:
        run_in(build, home, locale, name)


report.run(journey)
