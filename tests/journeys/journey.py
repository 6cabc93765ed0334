# SPDX-License-Identifier: GPL-3.0-or-later
"""What every journey needs around it: a window manager, so that keys reach the window; an end, whatever happens; and a report that says
where it stopped. And what most of them begin with."""

import contextlib
import faulthandler
import importlib.util
import os
import pathlib
import signal
import subprocess
import sys
import traceback

import driver

LIMIT = 540  # seconds for one journey, on a machine that is busy and with a sanitizer

_spec = importlib.util.spec_from_file_location('tap', pathlib.Path(__file__).resolve().parents[1] / 'house' / 'tap.py')
tap = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(tap)

check = tap.check
_applications = []


def note(text):
    """Something to know, in the report."""
    for line in text.splitlines():
        print(f'# {line}', flush=True)


def _too_long(*_):
    raise TimeoutError(f'the journey takes longer than {LIMIT} seconds')


def _start_window_manager():
    manager = driver.start(['openbox', '--sm-disable'], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    driver.wait_for('the window manager', lambda: subprocess.run(['xdotool', 'get_num_desktops'], stdout=subprocess.DEVNULL,
                                                                stderr=subprocess.DEVNULL, timeout=10, check=False).returncode == 0)
    return manager


def run(journey):
    """Runs journey (build, home) to its end; whatever stops it is a failed case with its trace and what was on the screen."""
    build = os.path.abspath(sys.argv[1])
    faulthandler.dump_traceback_later(LIMIT + 30, exit=True)
    signal.signal(signal.SIGALRM, _too_long)
    signal.alarm(LIMIT)
    try:
        manager = _start_window_manager()
        journey(build, os.environ['HOME'])
        driver.stop(manager)
    except Exception:
        signal.alarm(0)
        check('the journey comes to its end', False, traceback.format_exc())
        picture = f'{build}/meson-logs/{pathlib.Path(sys.argv[0]).stem}.png'
        subprocess.run(['import', '-window', 'root', picture], timeout=20, check=False)
        note(f'What was on the screen, also in {picture}:')
        for application in _applications:
            if application.process.poll() is None:
                note(application.dump())
            for text in application.announced:
                note(f'announced: {text}')
    finally:
        for application in _applications:
            application.process.kill()
    tap.done()


def open_application(build, *options, **more):
    application = driver.Application(build, *options, **more)
    _applications.append(application)
    return application


@contextlib.contextmanager
def sandbox_running(build, home, *options):
    sandbox = driver.Sandbox(build, home, '--leads', '60', *options)
    try:
        yield sandbox
    finally:
        sandbox.stop()


def connect(application, sandbox, is_wide=True):
    """From the welcome page to an empty form; in a narrow window that stands behind the list."""
    application.press(application.find('button', 'Connect an Account…'))
    application.choose('Region of the Account', 'Other Address')
    application.enter('Address (https://…)', sandbox.address)
    application.enter('API Key', 'sample')
    application.focus(application.find('text', 'Secret'))
    application.type('sample-secret')
    application.press(application.find('button', 'Connect'))
    application.press(application.find('button', 'Start'))
    if is_wide:
        application.wait_for_focus('text', 'Name')


def fill(application, name):
    """The least a company lead needs, into an empty form, or one with only a name; returns what was chosen, as foyer-cli names it."""
    if name:
        application.enter('Name', name)
    chosen = {'companyName': application.pick('Company', 'a'), 'contactName': application.pick('Lead contact')}
    chosen['titles'] = {
        'qualityId': application.choose('Quality', 2), 'stageId': application.choose('Stage', 2),
        'typeId': application.choose('Type', 3), 'sourceId': application.choose('Source', 4)}
    return dict(chosen, name=name)


def saved(sandbox, count):
    """What the platform was sent in the save of that number, and the lead it was about. It may be held for a while, so that it can be
    undone."""
    return driver.wait_for(f'save {count}', lambda: (lambda saves: len(saves) >= count and saves)(sandbox.saves()), 60)[count - 1]


def is_on_platform(build, sandbox, lead, expected):
    """Whether another reader finds on the platform what was chosen; says what it found instead."""
    found = driver.ask(build, sandbox, 'lead', 'show', str(lead))
    wrong = {key: found.get(key) for key, value in expected.items() if key != 'titles' and found.get(key) != value}
    wrong.update({key: found['titles'].get(key) for key, title in expected['titles'].items() if found['titles'].get(key) != title})
    if wrong:
        note(f'the platform has {wrong}')
    return not wrong
