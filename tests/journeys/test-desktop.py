#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the desktop starts by its message bus: the search for leads while there is no window, New Lead and Open Sample Data. Would catch a search that tells
of leads without being allowed to, opens a window, falls over what anybody may send it, or takes long; and a service that does not start."""

import os
import pathlib
import time

import driver
import journey as report
from gi.repository import Gio, GLib

ID = 'io.github.foyer_crm.Foyer'
PATH = '/io/github/foyer_crm/Foyer'
PROVIDER = 'org.gnome.Shell.SearchProvider2'


class Activated(driver.Application):
    """The application that the message bus started."""

    class Process:
        returncode = 0

        def __init__(self, pid):
            self.pid = pid

        def poll(self):
            return None if os.path.exists(f'/proc/{self.pid}/exe') else 0

        def kill(self):
            if self.poll() is None:
                os.kill(self.pid, 9)

    def start(self):
        self.process = self.Process(service_pid())
        self.root = driver.wait_for('the application', self.find_root)
        driver.wait_for('an active window', lambda: [frame for frame in self.find_all('frame') if driver.has_state(frame, 'ACTIVE')])


def bus_call(name, path, interface, method, parameters=None, reply=None):
    return Gio.bus_get_sync(Gio.BusType.SESSION).call_sync(
        name, path, interface, method, parameters, reply and GLib.VariantType(reply), Gio.DBusCallFlags.NONE, 20000, None)


def service_pid():
    """The process that has the application's name; 0 for none. Does not start one."""
    try:
        return bus_call('org.freedesktop.DBus', '/', 'org.freedesktop.DBus', 'GetConnectionUnixProcessID', GLib.Variant('(s)', (ID,)), '(u)')[0]
    except GLib.Error:
        return 0


def provider(method, signature, arguments, reply=None):
    answer = bus_call(ID, f'{PATH}/SearchProvider', PROVIDER, method, GLib.Variant(signature, arguments), reply)
    return answer.unpack()[0] if reply else None


def find(*terms):
    return provider('GetInitialResultSet', '(as)', (list(terms),), '(as)')


def describe(*ids):
    return provider('GetResultMetas', '(as)', (list(ids),), '(aa{sv})')


def install_service(build):
    """What the service file says, with this build and this test's environment."""
    folder = pathlib.Path(os.environ['XDG_DATA_HOME']) / 'dbus-1' / 'services'
    folder.mkdir(parents=True)
    settings = ('GTK_A11Y=atspi', f'GSETTINGS_SCHEMA_DIR={build}/data', 'GSETTINGS_BACKEND=keyfile', 'SECRET_BACKEND=file',
                'G_DEBUG=fatal-warnings', 'GSK_RENDERER=cairo', 'GDK_DISABLE=gl,vulkan')
    (folder / f'{ID}.service').write_text(
        f'[D-BUS Service]\nName={ID}\nExec=/usr/bin/env {" ".join(settings)} {build}/src/ui/foyer --gapplication-service\n')
    bus_call('org.freedesktop.DBus', '/', 'org.freedesktop.DBus', 'ReloadConfig')


def stop_service():
    pid = service_pid()
    if pid:
        os.kill(pid, 9)
        driver.wait_for('the end of the service', lambda: not service_pid())


def allow_beforehand(allowed):
    """Before there is an account, and so a switch for it."""
    path = pathlib.Path(os.environ['XDG_CONFIG_HOME']) / 'glib-2.0' / 'settings' / 'keyfile'
    path.parent.mkdir(parents=True, exist_ok=True)
    lines = path.read_text().splitlines() if path.exists() else ['[io/github/foyer_crm/Foyer]']
    lines = [line for line in lines if not line.startswith('search-provider')]
    path.write_text('\n'.join([*lines, f'search-provider={str(allowed).lower()}', '']))
    stop_service()


def switch(application):
    """In the preferences, with the keyboard; returns whether it is on now."""
    application.key('ctrl+comma')
    row = application.find(None, 'Find Leads from the Desktop')
    was_on = driver.has_state(row, 'CHECKED')
    application.focus(row)
    application.key('space')
    driver.wait_for('the switch in its other place', lambda: driver.has_state(row, 'CHECKED') != was_on)
    application.key('Escape')
    driver.wait_for('the end of the preferences', lambda: not application.find_all(None, 'Find Leads from the Desktop'))
    return not was_on


def activate(action):
    """As the menu of the application's icon does."""
    bus_call(ID, PATH, 'org.freedesktop.Application', 'ActivateAction', GLib.Variant('(sava{sv})', (action, [], {})))


def offered_actions():
    lines = (pathlib.Path(__file__).resolve().parents[2] / 'data' / f'{ID}.desktop.in').read_text().splitlines()
    return [line for line in lines if line.startswith('Actions=')][0].removeprefix('Actions=').strip(';').split(';')


def has_window():
    """Of the service."""
    return [child for child in driver.children(driver.Atspi.get_desktop(0))
            if child.get_process_id() == service_pid() and driver.children(child)]


def check_search(account, name):
    words = name.split()
    began = time.monotonic()
    found = find(*words)
    report.note(f'started and answered in {time.monotonic() - began:.2f} s')
    report.check('a lead is found by its name', found[0].startswith(f'lead:{account}:'))
    report.check('and what was typed can become a new one', found[-1] == f'new:{name}')
    report.check('nothing opens a window', not has_window())
    began = time.monotonic()
    again = provider('GetSubsearchResultSet', '(asas)', (found, words), '(as)')
    report.note(f'answered again in {time.monotonic() - began:.3f} s')
    report.check('the next letter finds the same', again == found)
    metas = describe(*found)
    report.check('both have a name to show', [metas[0]['name'], metas[-1]['name']] == [name, f'New lead “{name}”'])
    report.check('and the lead, whose it is', metas[0].get('description'))
    return found


def check_hostile(account):
    huge = 'x' * 100_000
    for terms in ((), ('',), (' ', '\t'), ('\n\x01',), (huge,), ('%s%n', "'; DROP TABLE lead; --", '"', '*', 'NEAR('), ('<b>',), ('\u202e',), tuple('a' * 2000)):
        find(*terms)
    report.check('nothing is found by nothing, or by what is too long', [find(), find(''), find(huge)] == [[], [], []])
    ids = ('', 'lead:', 'new:', f'new:{huge}', 'new:\n', 'lead:../../..:1', f'lead:{account}', f'lead:{account}:', f'lead:{account}:-1', f'lead:{account}:0',
           f'lead:{account}:1x', f'lead:{account}:99999999999999999999', 'lead:00000000-0000-4000-8000-000000000000:1', 'something else')
    report.check('an identifier that is none of ours has nothing to show', describe(*ids) == [])
    for strange in ids:
        provider('ActivateResult', '(sasu)', (strange, [], 0))
    report.check('and opens nothing', not has_window())


def journey(build, home):
    install_service(build)
    allow_beforehand(True)
    report.check('without an account nothing is found', find('a') == [])
    report.check('and no window opens for it', not has_window())
    report.check('there is no account because somebody searched', not os.path.exists(f'{home}/data/foyer/accounts'))
    allow_beforehand(False)

    with report.sandbox_running(build, home) as sandbox:
        application = report.open_application(build)
        report.connect(application, sandbox)
        driver.wait_for('a list of leads', lambda: len(application.find_all('list item')) > 3)
        application.close()
        account = os.listdir(f'{home}/data/foyer/accounts')[0]
        lead = driver.ask(build, sandbox, 'lead', 'list', '--limit', '1')['leads'][0]

        report.check('who has not allowed it is told nothing', find(*lead['name'].split()) == [] and describe('new:x') == [])
        stop_service()
        application = report.open_application(build)
        application.wait_for_focus('text', 'Name')
        report.check('the search is allowed in the preferences', switch(application))
        application.close()
        found = check_search(account, lead['name'])
        check_hostile(account)

        provider('ActivateResult', '(sasu)', (found[0], [], 0))
        application = Activated(build)
        driver.wait_for('the lead that was found', lambda: application.text_of(application.find('text', 'Name')) == lead['name'])
        report.check('a result opens its lead', True)
        provider('LaunchSearch', '(asu)', (['Nobody', 'knows', 'this'], 0))
        application.wait_for_label('Nothing Found')
        report.check('and the search goes on in the window', True)
        stop_service()

        provider('ActivateResult', '(sasu)', ('new:Gala <b>dinner</b>', [], 0))
        application = Activated(build)
        driver.wait_for('a new lead of that name', lambda: application.text_of(application.find('text', 'Name')) == 'Gala <b>dinner</b>')
        report.check('what was typed becomes a new lead', True)
        stop_service()

        report.check('the desktop offers both beginnings', offered_actions() == ['new-lead', 'show-sample'], str(offered_actions()))
        activate('new-lead')
        application = Activated(build)
        application.wait_for_focus('text', 'Name')
        report.check('New Lead of the desktop starts it, with the cursor in an empty form', application.text_of(application.find('text', 'Name')) == '')
        stop_service()

        activate('show-sample')
        application = Activated(build)
        application.wait_for_label('Sample data')
        report.check('Open Sample Data of the desktop starts it as well', bool(application.find_all('button', 'Leave Sample Data') or application.find_all('button', 'Leave')))
        report.check('and once more it is the same window', (activate('show-sample'), len(application.find_all('frame')))[1] == 1)
        stop_service()


report.run(journey)
